/** Numbers in words, for the line beside an amount of money: a figure can be misread or altered, words hardly. */
type Locale = 'vi' | 'en' | 'hi';

const VI = 'không một hai ba bốn năm sáu bảy tám chín'.split(' ');
const EN = (
	'zero one two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen sixteen ' +
	'seventeen eighteen nineteen'
).split(' ');
const EN_TENS = 'x x twenty thirty forty fifty sixty seventy eighty ninety'.split(' ');
// In Hindi every number up to 99 is a word of its own.
const HI = (
	'शून्य एक दो तीन चार पाँच छह सात आठ नौ दस ग्यारह बारह तेरह चौदह पंद्रह सोलह सत्रह अठारह उन्नीस ' +
	'बीस इक्कीस बाईस तेईस चौबीस पच्चीस छब्बीस सत्ताईस अट्ठाईस उनतीस तीस इकतीस बत्तीस तैंतीस चौंतीस पैंतीस छत्तीस सैंतीस अड़तीस उनतालीस ' +
	'चालीस इकतालीस बयालीस तैंतालीस चवालीस पैंतालीस छियालीस सैंतालीस अड़तालीस उनचास पचास इक्यावन बावन तिरपन चौवन पचपन छप्पन सत्तावन अट्ठावन उनसठ ' +
	'साठ इकसठ बासठ तिरसठ चौंसठ पैंसठ छियासठ सड़सठ अड़सठ उनहत्तर सत्तर इकहत्तर बहत्तर तिहत्तर चौहत्तर पचहत्तर छिहत्तर सतहत्तर अठहत्तर उन्यासी ' +
	'अस्सी इक्यासी बयासी तिरासी चौरासी पचासी छियासी सत्तासी अट्ठासी नवासी नब्बे इक्यानवे बानवे तिरानवे चौरानवे पचानवे छियानवे सत्तानवे अट्ठानवे निन्यानवे'
).split(' ');

/** Up to three digits; `whole` says "không trăm linh" also where the hundreds are nought, inside a longer number. */
function threeVi(value: number, whole: boolean): string {
	const [h, t, u] = [Math.floor(value / 100), Math.floor(value / 10) % 10, value % 10];
	const said: string[] = [];
	if (h || whole) said.push(VI[h]!, 'trăm');
	if (t === 0 && u && (h || whole)) said.push('linh');
	if (t === 1) said.push('mười');
	if (t > 1) said.push(VI[t]!, 'mươi');
	if (u) said.push(u === 5 && t ? 'lăm' : u === 1 && t > 1 ? 'mốt' : VI[u]!);
	return said.join(' ');
}

function threeEn(value: number): string {
	const [h, rest] = [Math.floor(value / 100), value % 100];
	const tens = rest < 20 ? EN[rest]! : `${EN_TENS[Math.floor(rest / 10)]}${rest % 10 ? `-${EN[rest % 10]}` : ''}`;
	return [h ? `${EN[h]} hundred` : '', rest ? tens : ''].filter(Boolean).join(' and ');
}

/** Splits by the given units, greatest first, and joins the parts that are not nought. */
function byUnits(
	value: number,
	units: readonly (readonly [number, string])[],
	say: (part: number, first: boolean) => string
) {
	const said: string[] = [];
	let left = value;
	for (const [unit, name] of units) {
		const part = Math.floor(left / unit);
		left %= unit;
		if (part) said.push(`${say(part, said.length === 0)} ${name}`.trim());
	}
	return said.join(' ');
}

const THOUSANDS = (names: readonly [string, string, string]) =>
	[[1e9, names[0]] as const, [1e6, names[1]] as const, [1e3, names[2]] as const, [1, ''] as const] as const;
const INDIAN = [
	[1e7, 'करोड़'],
	[1e5, 'लाख'],
	[1e3, 'हज़ार'],
	[1e2, 'सौ'],
	[1, '']
] as const;

/**
 * A whole number from 0 to 999.999.999.999 in words. Throws on anything else: an amount that cannot be said must not
 * be asked for.
 */
export function amountInWords(value: number, locale: Locale): string {
	if (!Number.isInteger(value) || value < 0 || value >= 1e12) throw new RangeError('not an amount');
	if (value === 0) return { vi: VI[0]!, en: EN[0]!, hi: HI[0]! }[locale];
	if (locale === 'vi')
		return byUnits(value, THOUSANDS(['tỷ', 'triệu', 'nghìn']), (part, first) => threeVi(part, !first));
	if (locale === 'en') return byUnits(value, THOUSANDS(['billion', 'million', 'thousand']), threeEn);
	return byUnits(value, INDIAN, (part) => (part < 100 ? HI[part]! : amountInWords(part, 'hi')));
}
