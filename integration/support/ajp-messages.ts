/**
 * The codes of AJP 1.3 that a test needs.
 *
 * @see https://tomcat.apache.org/connectors-doc/ajp/ajpv13a.html
 */
export const FROM_SERVER = Buffer.from('AB');
export const FROM_FRONT_END = Buffer.from([0x12, 0x34]);
export const [FORWARD_REQUEST, SEND_BODY, SEND_HEADERS, END_RESPONSE, CPONG, CPING] = [2, 3, 4, 5, 9, 10];
export const METHODS = ['', 'OPTIONS', 'GET', 'HEAD', 'POST', 'PUT', 'DELETE'];

const HEADER_BYTES = 4;

/** A message as it goes over a connection. */
export function packet(from: Buffer, payload: Buffer): Buffer {
  return Buffer.concat([from, number(payload.length), payload]);
}

/** The messages that have come whole, and what is left of the next one. */
export function unpacked(received: Buffer): { messages: Buffer[]; rest: Buffer } {
  const messages: Buffer[] = [];
  let rest = received;
  while (rest.length >= HEADER_BYTES && rest.length >= HEADER_BYTES + rest.readUInt16BE(2)) {
    const end = HEADER_BYTES + rest.readUInt16BE(2);
    messages.push(rest.subarray(HEADER_BYTES, end));
    rest = rest.subarray(end);
  }
  return { messages, rest };
}

export function text(value: string): Buffer {
  return Buffer.concat([number(Buffer.byteLength(value)), Buffer.from(value), Buffer.from([0])]);
}

/** Where a text ends that begins at a place of a message; of one that is missing only its length is there. */
export function endOfText(message: Buffer, start: number): number {
  const length = message.readUInt16BE(start);
  return start + 2 + (length === 0xffff ? 0 : length + 1);
}

export function number(value: number): Buffer {
  const bytes = Buffer.alloc(2);
  bytes.writeUInt16BE(value);
  return bytes;
}
