/** One SQL statement over bare Node http: it takes the statement's parameters as a JSON array and returns its one value. */
import { createServer } from "node:http";
import pg from "pg";

const pool = new pg.Pool({ connectionString: process.env.DATABASE_URL, max: 10 });
const text = process.env.BARE_SQL;

createServer((request, response) => {
  const chunks = [];
  request.on("data", (chunk) => chunks.push(chunk));
  request.on("end", async () => {
    try {
      const body = Buffer.concat(chunks).toString();
      const { rows } = await pool.query({ name: "bare", text, values: body === "" ? [] : JSON.parse(body) });
      const answer = Buffer.from(rows[0].answer);
      response.writeHead(200, { "content-type": "application/json", "content-length": answer.length });
      response.end(answer);
    } catch (error) {
      response.writeHead(request.method === "POST" ? 500 : 404).end(String(error));
    }
  });
}).listen(Number(process.env.PORT), "127.0.0.1");
