import { amountInWords } from './amount.ts';
import { lunarOf } from '#kernel/lunar.ts';

export type Locale = 'vi' | 'en' | 'hi';

const WEEKDAYS: Record<Locale, readonly string[]> = {
	vi: ['Chủ Nhật', 'thứ Hai', 'thứ Ba', 'thứ Tư', 'thứ Năm', 'thứ Sáu', 'thứ Bảy'],
	en: ['Sunday', 'Monday', 'Tuesday', 'Wednesday', 'Thursday', 'Friday', 'Saturday'],
	hi: ['रविवार', 'सोमवार', 'मंगलवार', 'बुधवार', 'गुरुवार', 'शुक्रवार', 'शनिवार']
};
const MONTHS: Record<'en' | 'hi', readonly string[]> = {
	en: 'January February March April May June July August September October November December'.split(' '),
	hi: 'जनवरी फ़रवरी मार्च अप्रैल मई जून जुलाई अगस्त सितंबर अक्टूबर नवंबर दिसंबर'.split(' ')
};

const parts = (day: string): [year: number, month: number, day: number] => {
	const [y = '', m = '', d = ''] = day.split('-');
	return [Number(y), Number(m), Number(d)];
};

/** "14 tháng 7": a day without its weekday; with `year`, "14 tháng 3, năm 1950". */
export function spokenDay(day: string, locale: Locale, year = false): string {
	const [y, m, d] = parts(day);
	if (locale === 'vi') return `${d} tháng ${m}${year ? `, năm ${y}` : ''}`;
	return `${d} ${MONTHS[locale][m - 1]}${year ? ` ${y}` : ''}`;
}

/** What is known of a day (`yyyy`, `yyyy-mm` or `yyyy-mm-dd`): "năm 1972", "tháng 3, năm 1972", "14 tháng 3, năm 1950". */
export function spokenPart(day: string, locale: Locale): string {
	const [y, m, d] = parts(day);
	if (d > 0) return spokenDay(day, locale, true);
	if (locale === 'vi') return `${m > 0 ? `tháng ${m}, ` : ''}năm ${y}`;
	return m > 0 ? `${MONTHS[locale][m - 1]} ${y}` : String(y);
}

/** A day (`yyyy-mm-dd`) as it is said: "thứ Ba, 14 tháng 7", "Tuesday, 14 July", "मंगलवार, 14 जुलाई". */
export function spokenDate(day: string, locale: Locale, year = false): string {
	const weekday = WEEKDAYS[locale][new Date(`${day}T00:00:00Z`).getUTCDay()];
	return `${weekday}, ${spokenDay(day, locale, year)}`;
}

/** The part of the day, as the clock hour from which it is called so. */
const DAY_PARTS: Record<Locale, readonly (readonly [from: number, name: string])[]> = {
	vi: [
		[0, 'đêm'],
		[1, 'sáng'],
		[11, 'trưa'],
		[13, 'chiều'],
		[18, 'tối'],
		[22, 'đêm']
	],
	en: [
		[0, 'at night'],
		[5, 'in the morning'],
		[12, 'in the afternoon'],
		[18, 'in the evening'],
		[22, 'at night']
	],
	hi: [
		[0, 'रात'],
		[4, 'सुबह'],
		[12, 'दोपहर'],
		[16, 'शाम'],
		[20, 'रात']
	]
};

/** A time of day (`hh:mm`) as it is said: "8 giờ sáng", "5 giờ 30 chiều", "8 in the morning", "सुबह 8 बजे". */
export function spokenTime(time: string, locale: Locale): string {
	const [hour = 0, minute = 0] = time.split(':').map(Number);
	const part = DAY_PARTS[locale].findLast(([from]) => from <= hour)![1];
	const twelve = hour % 12 || 12;
	if (locale === 'vi') return `${twelve} giờ ${minute ? `${minute} ` : ''}${part}`;
	if (locale === 'hi') return `${part} ${twelve} ${minute ? `बजकर ${minute} मिनट` : 'बजे'}`;
	return `${twelve}${minute ? `:${String(minute).padStart(2, '0')}` : ''} ${part}`;
}

/** A clock on a wall: "9 giờ 45", "9:45"; no part of the day, because the reader stands in it. */
export function clockTime(time: string, locale: Locale): string {
	const [hour = 0, minute = 0] = time.split(':').map(Number);
	if (locale === 'vi') return `${hour} giờ${minute ? ` ${minute}` : ''}`;
	return `${hour}:${String(minute).padStart(2, '0')}`;
}

/** "mồng 1 tháng 6", "rằm tháng 7 nhuận"; English and Hindi name it as lunar. Null where the table does not reach. */
export function spokenLunar(day: string, locale: Locale): string | null {
	const lunar = lunarOf(day);
	if (!lunar) return null;
	if (locale === 'en') return `day ${lunar.day} of ${lunar.leap ? 'leap ' : ''}lunar month ${lunar.month}`;
	if (locale === 'hi') return `चंद्र ${lunar.leap ? 'अधिक ' : ''}मास ${lunar.month}, तिथि ${lunar.day}`;
	const name = lunar.day === 15 ? 'rằm' : lunar.day <= 10 ? `mồng ${lunar.day}` : `${lunar.day}`;
	return `${name} tháng ${lunar.month}${lunar.leap ? ' nhuận' : ''}`;
}

/** "1/6", or "1/6 nhuận": the lunar date for a narrow place. */
export function shortLunar(day: string): string | null {
	const lunar = lunarOf(day);
	return lunar && `${lunar.day}/${lunar.month}${lunar.leap ? ' nhuận' : ''}`;
}

const GROUPING: Record<Locale, string> = { vi: 'vi-VN', en: 'en-GB', hi: 'hi-IN-u-nu-latn' };
const DONG: Record<Locale, string> = { vi: 'đồng', en: 'dong', hi: 'डोंग' };

/** A whole number with its grouping marks: "16.000", "16,000". */
/** A whole number in the grouping of a language. */
export const spokenNumber = (value: number, locale: Locale): string =>
	new Intl.NumberFormat(GROUPING[locale]).format(value);

/** Integer đồng as a figure: "16.000 đồng", "16,000 dong". */
export const money = (dong: number, locale: Locale): string => `${spokenNumber(dong, locale)} ${DONG[locale]}`;

/** Integer đồng in words: "mười sáu nghìn đồng", "sixteen thousand dong". */
export const moneyInWords = (dong: number, locale: Locale): string => `${amountInWords(dong, locale)} ${DONG[locale]}`;

/** First letter large, for the start of a sentence. */
export const sentence = (text: string): string => text.charAt(0).toLocaleUpperCase('vi') + text.slice(1);
