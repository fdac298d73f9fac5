import { Module } from "@medusajs/framework/utils";
import { FenqiService } from "./service.ts";

export default Module("fenqi", { service: FenqiService });
