/**
 * A call as it is spoken: names of clips, played one after another. Each is one short recording, so that a person can
 * record all of them in a few minutes; `clipTexts` says what each says.
 */
export const clipTexts = {
	'moi-so': 'Mời số',
	a: 'a',
	den: 'đến',
	quay: 'quầy',
	'ban-huong-dan': 'bàn hướng dẫn',
	'nhin-bang': 'xin nhìn trên bảng',
	'1': 'một',
	'2': 'hai',
	'3': 'ba',
	'4': 'bốn',
	'5': 'năm',
	'6': 'sáu',
	'7': 'bảy',
	'8': 'tám',
	'9': 'chín',
	'10': 'mười',
	muoi: 'mươi',
	mot: 'mốt',
	tu: 'tư',
	lam: 'lăm',
	linh: 'linh',
	tram: 'trăm'
} as const;

type CallClip = keyof typeof clipTexts;

const digit = (value: number): CallClip[] => (value === 0 ? [] : [String(value) as CallClip]);

/** After "mươi" one, four and five sound another way; after "mười" only five does. */
const lastOf = (tens: number, units: number): CallClip[] => {
	if (units === 5 && tens > 0) return ['lam'];
	if (units === 1 && tens > 1) return ['mot'];
	if (units === 4 && tens > 1) return ['tu'];
	return digit(units);
};

/** A number from 1 to 999 as it is read in Vietnamese; beyond that nothing, and the board is looked at. */
export function numberClips(value: number): CallClip[] {
	if (!Number.isInteger(value) || value < 1 || value > 999) return [];
	const [hundreds, tens, units] = [Math.floor(value / 100), Math.floor(value / 10) % 10, value % 10];
	const said: CallClip[] = hundreds > 0 ? [...digit(hundreds), 'tram'] : [];
	if (hundreds > 0 && tens === 0 && units > 0) said.push('linh');
	if (tens === 1) said.push('10');
	if (tens > 1) said.push(...digit(tens), 'muoi');
	return [...said, ...lastOf(tens, units)];
}

const kinds: readonly [RegExp, CallClip][] = [
	[/^quầy (\d+)$/i, 'quay'],
	[/^bàn hướng dẫn (\d+)$/i, 'ban-huong-dan']
];

/** Where to go; a desk of another name is read on the board. */
function deskClips(name: string): CallClip[] {
	const tidy = name.normalize('NFC').trim();
	const kind = kinds.find(([shape]) => shape.test(tidy));
	return kind ? ['den', kind[1], ...numberClips(Number(kind[0].exec(tidy)![1]))] : ['nhin-bang'];
}

/** "Mời số a hai mươi hai đến quầy hai". Numbers and desks, never a name. */
export const callClips = (number: number, deskName: string): CallClip[] => [
	'moi-so',
	'a',
	...numberClips(number),
	...deskClips(deskName)
];
