/** The icon of the add-in: an envelope whose flap is an eye's brow, drawn by formula, as a PNG (RFC 2083) of any size. */
import { crc32, deflateSync } from 'node:zlib';

const INK = [24, 94, 140];
const PAPER = [255, 255, 255];

/** Colour and opacity at a point of the unit square. */
function at(x, y) {
  const inside = x > 0.06 && x < 0.94 && y > 0.2 && y < 0.8;
  if (!inside) return [...PAPER, 0];
  const border = x < 0.12 || x > 0.88 || y < 0.26 || y > 0.74;
  const flap = Math.abs(y - (0.26 + 0.3 * (1 - Math.abs(x - 0.5) / 0.4))) < 0.035 && y < 0.6;
  return border || flap ? [...INK, 255] : [...PAPER, 255];
}

function chunk(type, data) {
  const body = Buffer.concat([Buffer.from(type, 'latin1'), data]);
  const out = Buffer.alloc(body.length + 8);
  out.writeUInt32BE(data.length, 0);
  body.copy(out, 4);
  out.writeUInt32BE(crc32(body), body.length + 4);
  return out;
}

const SAMPLES = 4;

export function icon(size) {
  const rows = Buffer.alloc(size * (size * 4 + 1));
  for (let y = 0; y < size; y++) {
    for (let x = 0; x < size; x++) {
      const sum = [0, 0, 0, 0];
      for (let sub = 0; sub < SAMPLES * SAMPLES; sub++) {
        const [red, green, blue, opacity] = at((x + ((sub % SAMPLES) + 0.5) / SAMPLES) / size, (y + (Math.floor(sub / SAMPLES) + 0.5) / SAMPLES) / size);
        [red * opacity, green * opacity, blue * opacity, opacity].forEach((value, index) => (sum[index] += value));
      }
      const place = y * (size * 4 + 1) + 1 + x * 4;
      for (let index = 0; index < 3; index++) rows[place + index] = sum[3] === 0 ? 0 : Math.round(sum[index] / sum[3]);
      rows[place + 3] = Math.round(sum[3] / (SAMPLES * SAMPLES));
    }
  }
  const header = Buffer.alloc(13);
  header.writeUInt32BE(size, 0);
  header.writeUInt32BE(size, 4);
  header.set([8, 6, 0, 0, 0], 8);
  return Buffer.concat([Buffer.from([0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a]), chunk('IHDR', header), chunk('IDAT', deflateSync(rows, { level: 9 })), chunk('IEND', Buffer.alloc(0))]);
}
