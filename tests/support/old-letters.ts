// Text as old fonts had it, written from the letter to the sign: the other way round from what the house reads.

const TONE = ['\u0301', '\u0300', '\u0309', '\u0303', '\u0323'];

/** By base letter: without a tone, sharp, falling, asking, broken, heavy, as code points of TCVN 5712 (VN3). */
const TCVN3: Record<string, readonly number[]> = {
	a: [0x61, 0xb8, 0xb5, 0xb6, 0xb7, 0xb9],
	ă: [0xa8, 0xbe, 0xbb, 0xbc, 0xbd, 0xc6],
	â: [0xa9, 0xca, 0xc7, 0xc8, 0xc9, 0xcb],
	e: [0x65, 0xd0, 0xcc, 0xce, 0xcf, 0xd1],
	ê: [0xaa, 0xd5, 0xd2, 0xd3, 0xd4, 0xd6],
	i: [0x69, 0xdd, 0xd7, 0xd8, 0xdc, 0xde],
	o: [0x6f, 0xe3, 0xdf, 0xe1, 0xe2, 0xe4],
	ô: [0xab, 0xe8, 0xe5, 0xe6, 0xe7, 0xe9],
	ơ: [0xac, 0xed, 0xea, 0xeb, 0xec, 0xee],
	u: [0x75, 0xf3, 0xef, 0xf1, 0xf2, 0xf4],
	ư: [0xad, 0xf8, 0xf5, 0xf6, 0xf7, 0xf9],
	y: [0x79, 0xfd, 0xfa, 0xfb, 0xfc, 0xfe],
	đ: [0xae]
};
const CAPITALS: Record<string, number> = { Ă: 0xa1, Â: 0xa2, Ê: 0xa3, Ô: 0xa4, Ơ: 0xa5, Ư: 0xa6, Đ: 0xa7 };

const apart = (letter: string): { base: string; tone: number } => {
	const marks = letter.normalize('NFD');
	const tone = TONE.findIndex((one) => marks.includes(one));
	return { base: marks.replaceAll(/[\u0300\u0301\u0303\u0309\u0323]/g, '').normalize('NFC'), tone: tone + 1 };
};

/** As a font .VnTime would be typed; a capital with a tone has no sign there and is typed small, as in .VnTimeH. */
export const asTcvn3 = (text: string): string =>
	[...text.normalize('NFC')]
		.map((letter) => {
			const { base, tone } = apart(letter);
			const capital = tone === 0 ? CAPITALS[base] : undefined;
			const code = capital ?? TCVN3[base.toLocaleLowerCase('vi')]?.[tone];
			return code === undefined || code < 128 ? letter : String.fromCodePoint(code);
		})
		.join('');

const SIGN = ['', 'ù', 'ø', 'û', 'õ', 'ï'];
const VNI: Record<string, readonly string[]> = {
	ă: ['aê', 'aé', 'aè', 'aú', 'aü', 'aë'],
	â: ['aâ', 'aá', 'aà', 'aå', 'aã', 'aä'],
	ê: ['eâ', 'eá', 'eà', 'eå', 'eã', 'eä'],
	ô: ['oâ', 'oá', 'oà', 'oå', 'oã', 'oä'],
	i: ['i', 'í', 'ì', 'æ', 'ó', 'ò'],
	ơ: SIGN.map((sign) => `ô${sign}`),
	ư: SIGN.map((sign) => `ö${sign}`),
	y: ['y', 'yù', 'yø', 'yû', 'yõ', 'î'],
	đ: ['ñ'],
	...Object.fromEntries(['a', 'e', 'o', 'u'].map((base) => [base, SIGN.map((sign) => base + sign)]))
};

/** As a font VNI-Times would be typed. */
export const asVni = (text: string): string =>
	[...text.normalize('NFC')]
		.map((letter) => {
			const { base, tone } = apart(letter);
			const typed = VNI[base.toLocaleLowerCase('vi')]?.[tone] ?? letter;
			return base === base.toLocaleLowerCase('vi') ? typed : typed.toLocaleUpperCase('vi');
		})
		.join('');

/** As a program shows it that takes UTF-8 for one byte a letter. */
export const misread = (text: string): string => new TextDecoder('windows-1252').decode(Buffer.from(text));
