import { globSync, readFileSync } from 'node:fs';
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { bareMp3, bareMp4, bareOgg } from './rules-voice.ts';

const bytes = (text: string): number[] => [...text].map((one) => one.charCodeAt(0));
const box = (kind: string, inside: readonly number[]): number[] => {
	const size = inside.length + 8;
	return [size >>> 24, (size >>> 16) & 255, (size >>> 8) & 255, size & 255, ...bytes(kind), ...inside];
};
const holds = (all: Uint8Array, text: string): boolean => Buffer.from(all).toString('latin1').includes(text);

test('where a voice was recorded is not in it any more, and its sound is, at the same place', () => {
	const where = '+19.8+105.7/';
	const sound = bytes('SOUND of a voice');
	const file = Uint8Array.from([
		...box('ftyp', bytes('M4A ')),
		...box('moov', [
			...box('mvhd', [1, 2, 3]),
			...box('udta', bytes(where)),
			...box('trak', [...box('tkhd', [4]), ...box('meta', bytes(where))])
		]),
		...box('mdat', sound)
	]);
	const bare = bareMp4(file);
	expect([holds(file, where), holds(bare, where)]).toEqual([true, false]);
	expect(bare.length).toBe(file.length);
	expect(Buffer.from(bare).indexOf(Buffer.from(sound))).toBe(Buffer.from(file).indexOf(Buffer.from(sound)));
	for (const kept of ['mvhd', 'tkhd', 'ftyp']) expect(holds(bare, kept)).toBe(true);
});

test('notes before and behind the sound of an MP3 are cut off, and the sound is whole', () => {
	fc.assert(
		fc.property(fc.uint8Array({ maxLength: 300 }), fc.uint8Array({ minLength: 1, maxLength: 500 }), (note, rest) => {
			const sound = Uint8Array.from([0xff, 0xfb, ...rest]);
			const head = [...bytes('ID3'), 4, 0, 0, 0, 0, note.length >> 7, note.length & 127, ...note];
			const tail = [...bytes('TAG'), ...Array.from({ length: 125 }, () => 7)];
			expect([...bareMp3(Uint8Array.from([...head, ...sound, ...tail]))]).toEqual([...sound]);
		})
	);
});

test('whatever is brought, it ends, and nothing grows', () => {
	fc.assert(
		fc.property(fc.uint8Array({ maxLength: 400 }), (some) => {
			expect(bareMp4(some)).toHaveLength(some.length);
			expect(bareMp3(some).length).toBeLessThanOrEqual(some.length);
		})
	);
});

test('an Ogg keeps its length and every page of sound, with its checksum; of its notes nothing is left', () => {
	for (const file of globSync('static/cach-lam/*.ogg').slice(0, 4)) {
		const was = readFileSync(file);
		const bare = Buffer.from(bareOgg(was));
		expect(bare).toHaveLength(was.length);
		expect(was.toString('latin1')).toMatch(/Xiph|Lavf|libVorbis|Opus/i);
		expect(bare.toString('latin1')).not.toMatch(/Xiph|Lavf|libVorbis I/i);
		// Where nothing was blanked the sum comes out as whoever recorded it wrote it.
		const last = was.lastIndexOf('OggS');
		expect(bare.subarray(last)).toEqual(was.subarray(last));
		expect(bare.subarray(0, was.indexOf('OggS', 4))).toEqual(was.subarray(0, was.indexOf('OggS', 4)));
		// Once more, nothing is left to blank.
		expect(Buffer.from(bareOgg(bare))).toEqual(bare);
	}
});

test('whatever is no Ogg, or a broken one, comes out as long and ends', () =>
	fc.assert(
		fc.property(fc.uint8Array({ maxLength: 400 }), fc.uint8Array({ maxLength: 60 }), (some, tail) => {
			const broken = Uint8Array.from([...Buffer.from('OggS'), ...some, ...Buffer.from('OggS'), ...tail]);
			expect(bareOgg(some)).toHaveLength(some.length);
			expect(bareOgg(broken)).toHaveLength(broken.length);
		})
	));
