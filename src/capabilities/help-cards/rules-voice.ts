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

/** The checksum of a page of Ogg (RFC 3533): CRC-32 of 0x04c11db7, nothing mirrored, begun at zero, with the field itself as zeros. */
function oggSum(page: Uint8Array): number {
	let sum = 0;
	for (const [at, byte] of page.entries()) {
		sum ^= (at >= 22 && at < 26 ? 0 : byte) << 24;
		for (let bit = 0; bit < 8; bit++) sum = sum & 0x80000000 ? (sum << 1) ^ 0x04c11db7 : sum << 1;
	}
	return sum >>> 0;
}

type OggPage = { from: number; to: number; sizes: Uint8Array };

function oggPages(bytes: Uint8Array): OggPage[] {
	const pages: OggPage[] = [];
	for (let from = 0; text(bytes, from) === 'OggS' && from + 27 <= bytes.length;) {
		const sizes = bytes.subarray(from + 27, from + 27 + bytes[from + 26]!);
		const to = from + 27 + sizes.length + sizes.reduce((sum, size) => sum + size, 0);
		if (to > bytes.length) break;
		pages.push({ from, to, sizes });
		from = to;
	}
	return pages;
}

/** Where each byte of the second packet of a stream lies: there stand its notes, in Vorbis and in Opus. */
function notesOfOgg(pages: readonly OggPage[]): number[] {
	const notes: number[] = [];
	let packet = 0;
	for (const { from, sizes } of pages) {
		let at = from + 27 + sizes.length;
		for (const size of sizes) {
			if (packet === 1) notes.push(...Array.from({ length: size }, (_, n) => at + n));
			at += size;
			if (size < 255) packet++;
			if (packet > 1) return notes;
		}
	}
	return notes;
}

/** The same with every note of it blank where it stands, and each page summed anew: it is as long as before, and sounds as before. */
export function bareOgg(bytes: Uint8Array): Uint8Array {
	const bare = Uint8Array.from(bytes);
	const pages = oggPages(bare);
	const notes = notesOfOgg(pages);
	// `\x03vorbis` or `OpusTags`, then who made it, then how many notes there are and each of them: a length and so many bytes.
	const head = bare[notes[0] ?? 0] === 3 ? 7 : 8;
	const number = (at: number): number =>
		[3, 2, 1, 0].reduce((sum, n) => sum * 256 + bare[notes[at + n] ?? bare.length - 1]!, 0);
	const blank = (at: number): number => {
		const end = Math.min(notes.length, at + 4 + number(at));
		for (let n = at + 4; n < end; n++) bare[notes[n]!] = 0x20;
		return end;
	};
	let at = blank(head);
	const many = at + 4 <= notes.length ? number(at) : 0;
	at += 4;
	for (let n = 0; n < many && at + 4 <= notes.length; n++) at = blank(at);
	for (const { from, to } of pages)
		new DataView(bare.buffer).setUint32(from + 22, oggSum(bare.subarray(from, to)), true);
	return bare;
}
