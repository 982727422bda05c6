/** A milter that lets everything pass, with the same agreement as ours: what a milter in Node costs at the least. Argument: socket path. */
import { chmodSync } from 'node:fs';
import { createServer } from 'node:net';

const NEGOTIATED = Buffer.from('0000000d4f00000006000001010' + '01cd782', 'hex');
const CONTINUE = Buffer.from('0000000163', 'hex');
const server = createServer((socket) => {
  let rest = Buffer.alloc(0);
  socket.on('error', () => undefined).on('data', (chunk) => {
    rest = rest.length === 0 ? chunk : Buffer.concat([rest, chunk]);
    while (rest.length >= 4 && rest.length >= 4 + rest.readUInt32BE(0)) {
      const command = rest[4];
      rest = rest.subarray(4 + rest.readUInt32BE(0));
      if (command === 0x4f) socket.write(NEGOTIATED);
      else if (command === 0x45) socket.write(CONTINUE);
      else if (command === 0x51) socket.end();
    }
  });
});
server.listen(process.argv[2], () => {
  chmodSync(process.argv[2], 0o666);
  console.log('listening');
});
