// A socket.io server that does what a line on its standard input says, and answers each line
// with one. The first line it writes is its port.
import { createRequire } from "node:module";
import { createServer } from "node:http";
import { createInterface } from "node:readline";

const { Server } = createRequire(process.argv[2] + "/")("socket.io");
const http = createServer();
const io = new Server(http, { pingInterval: 100, pingTimeout: 100, maxHttpBufferSize: 1e8 });

const acts = {
  create: (name) => void io.of(name),
  text: (name, value) => io.of(name).emit("text", value),
  binary: (name) => io.of(name).emit("binary", { a: Buffer.from([1, 2]), b: [Buffer.from([50])] }),
  big: (name, size) => io.of(name).emit("big", { base64: "A".repeat(size) }),
  kick: (name) => io.of(name).disconnectSockets(),
  stop: () => io.close(),
};

http.listen(0, "127.0.0.1", () => console.log(http.address().port));
createInterface({ input: process.stdin }).on("line", (line) => {
  const [act, ...values] = JSON.parse(line);
  acts[act](...values);
  console.log("done");
});
