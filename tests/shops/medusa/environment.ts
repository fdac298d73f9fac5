// Before Medusa is loaded: it reads these as it is, and looks for what it is made of where it is run.
Object.assign(process.env, { NODE_ENV: "production", MEDUSA_DISABLE_TELEMETRY: "1", LOG_LEVEL: "error" });
process.chdir(import.meta.dirname);
