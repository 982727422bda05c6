import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { FrameReader, packet, ProtocolError, strings, type Frame } from '../../src/hosts/milter/frames.ts';

const bytes = (hex: string): Buffer => Buffer.from(hex.replaceAll(' ', ''), 'hex');
const read = (reader: FrameReader, ...chunks: readonly Buffer[]): Frame[] => chunks.flatMap((chunk) => [...reader.push(chunk)]);
const shown = (frames: readonly Frame[]): string[] => frames.map(({ command, data }) => command + data.toString('latin1'));

describe('reading packets', () => {
  it('reads what libmilter would have sent', () => {
    // MAIL FROM:<a@b>: length 7, 'M', '<a@b>', NUL; then QUIT: length 1.
    expect(shown(read(new FrameReader(), bytes('00000007 4d 3c6140623e 00 00000001 51')))).toEqual(['M<a@b>\0', 'Q']);
  });
  it('whatever pieces they come in', () => {
    const frame = fc.record({ command: fc.constantFrom('L', 'B', 'E'), data: fc.uint8Array({ maxLength: 300 }) });
    fc.assert(fc.property(fc.array(frame, { maxLength: 8 }), fc.array(fc.integer({ min: 1, max: 50 }), { minLength: 1 }), (frames, sizes) => {
      const whole = Buffer.concat(frames.map(({ command, data }) => {
        const head = Buffer.alloc(5);
        head.writeUInt32BE(data.length + 1);
        head.write(command, 4);
        return Buffer.concat([head, data]);
      }));
      const pieces: Buffer[] = [];
      for (let at = 0, n = 0; at < whole.length; n++) {
        const size = sizes[n % sizes.length]!;
        pieces.push(whole.subarray(at, at + size));
        at += size;
      }
      expect(shown(read(new FrameReader(), ...pieces))).toEqual(frames.map(({ command, data }) => command + Buffer.from(data).toString('latin1')));
    }));
  });
  it('takes no length that no packet has: 0, 4 GB, a megabyte and a byte', () => {
    for (const length of ['00000000', 'ffffffff', '00100001']) expect(() => read(new FrameReader(), bytes(`${length} 42`)), length).toThrow(ProtocolError);
  });
  it('waits for the rest of one that is cut off, with room for what came and not for what was announced', () => {
    const before = process.memoryUsage().arrayBuffers;
    const readers = Array.from({ length: 200 }, () => new FrameReader());
    for (const reader of readers) expect(read(reader, bytes('00100000 42'), Buffer.alloc(10))).toEqual([]);
    expect(process.memoryUsage().arrayBuffers - before).toBeLessThan(200 * 200_000);
    expect(readers).toHaveLength(200);
  });
  it('reads a packet of a megabyte that comes byte by byte', () => {
    const reader = new FrameReader();
    const whole = Buffer.concat([bytes('00010001 42'), Buffer.alloc(0x10000, 'x')]);
    const frames: Frame[] = [];
    for (let at = 0; at < whole.length; at++) frames.push(...reader.push(whole.subarray(at, at + 1)));
    expect(frames.map(({ data }) => data.length)).toEqual([0x10000]);
  });
});

describe('writing packets', () => {
  it('counts the command byte in', () => expect(packet('q', 'why\0')).toEqual(bytes('00000005 71 776879 00')));
});

describe('strings', () => {
  it('end with NUL, or with the packet', () => {
    expect(strings(Buffer.from('a\0\0bc\0'))).toEqual(['a', '', 'bc']);
    expect(strings(Buffer.from('Xa\0b'), 1)).toEqual(['a', 'b']);
    expect(strings(Buffer.alloc(0))).toEqual([]);
  });
});
