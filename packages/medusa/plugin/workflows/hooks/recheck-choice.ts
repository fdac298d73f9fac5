import { completeCartWorkflow } from "@medusajs/medusa/core-flows";
import { recheckChoice } from "../../recheck.ts";

// Medusa takes one handler. A shop that has one of its own calls `recheckChoice` there.
if (process.env.FENQI_HOOK !== "own") completeCartWorkflow.hooks.validate(recheckChoice);
