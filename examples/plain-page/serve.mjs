// Serves index.html on http://127.0.0.1:8000, as any web server would.
import { readFileSync } from "node:fs";
import { createServer } from "node:http";

const page = readFileSync(new URL("index.html", import.meta.url));
const port = Number(process.env.PORT ?? 8000);

createServer((_request, response) => {
  response.setHeader("content-type", "text/html; charset=utf-8").end(page);
}).listen(port, "127.0.0.1", () => console.log(`http://127.0.0.1:${port}`));
