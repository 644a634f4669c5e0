// What a recorder writes beside a voice (where it was, who it is of) is taken out of it before anybody hears it.

const text = (bytes: Uint8Array, from: number): string =>
	String.fromCharCode(...bytes.subarray(from, Math.min(from + 4, bytes.length)));

/** Notes of an MP3 stand before its sound (ID3v2, with its length in sevens of bits) and in its last 128 bytes (ID3v1). */
export function bareMp3(bytes: Uint8Array): Uint8Array {
	let from = 0;
	while (text(bytes, from).startsWith('ID3') && from + 10 <= bytes.length) {
		const size = [6, 7, 8, 9].reduce((sum, n) => sum * 128 + (bytes[from + n]! & 0x7f), 0);
		from = Math.min(bytes.length, from + 10 + size);
	}
	const to = bytes.length - 128;
	return bytes.subarray(from, to >= from && text(bytes, to).startsWith('TAG') ? to : bytes.length);
}

/** Boxes of an MP4 that hold other boxes, and those that hold notes. */
const INSIDE = ['moov', 'trak'];
const NOTES = ['udta', 'meta', 'uuid', 'free', 'skip'];

/** The same with its boxes of notes emptied where they stand: nothing else moves, so that every offset in it still fits. */
export function bareMp4(bytes: Uint8Array): Uint8Array {
	const bare = Uint8Array.from(bytes);
	const view = new DataView(bare.buffer);
	const walk = (from: number, to: number): void => {
		for (let at = from; at + 8 <= to;) {
			const size = view.getUint32(at);
			// Zero: until the end; what says less than its own head is no box, and one of 64 bits is larger than anything that is taken.
			const end = size === 0 ? to : Math.min(to, at + size);
			if (end < at + 8) return;
			const kind = text(bare, at + 4);
			if (INSIDE.includes(kind)) walk(at + 8, end);
			else if (NOTES.includes(kind)) {
				bare.set([0x66, 0x72, 0x65, 0x65], at + 4);
				bare.fill(0, at + 8, end);
			}
			at = end;
		}
	};
	walk(0, bare.length);
	return bare;
}
