import type { Doubt } from './answers.ts';

/** Codes of the 63 provinces before July 2025; numbers already issued keep them (table in the room's data). */
const PROVINCES = new Set(
	'001 002 004 006 008 010 011 012 014 015 017 019 020 022 024 025 026 027 030 031 033 034 035 036 037 038 040 042 044 045 046 048 049 051 052 054 056 058 060 062 064 066 067 068 070 072 074 075 077 079 080 082 083 084 086 087 089 091 092 093 094 095 096'.split(
		' '
	)
);

export const isIdNumber = (typed: string): boolean => /^\d{12}$/.test(typed);

const CENTURIES = [1900, 2000, 2100, 2200, 2300] as const;

/** What a number says of its holder; null when it is not twelve digits. */
export function readIdNumber(
	number: string
): { province: string; birthYear: number; gender: 'male' | 'female' } | null {
	if (!isIdNumber(number)) return null;
	const code = Number(number[3]);
	return {
		province: number.slice(0, 3),
		birthYear: CENTURIES[Math.floor(code / 2)]! + Number(number.slice(4, 6)),
		gender: code % 2 === 0 ? 'male' : 'female'
	};
}

/** Where a number and what else is known of the person differ. */
export function doubts(
	number: string,
	known: { birthYear?: number | null; gender?: 'male' | 'female' | null }
): Doubt[] {
	const said = readIdNumber(number);
	if (!said) return [];
	return [
		...(PROVINCES.has(said.province) ? [] : (['province-unknown'] as const)),
		...(known.birthYear && known.birthYear !== said.birthYear ? (['birth-year-differs'] as const) : []),
		...(known.gender && known.gender !== said.gender ? (['gender-differs'] as const) : [])
	];
}

/** As staff see it: `038*******27`. */
export const maskNumber = (number: string): string => `${number.slice(0, 3)}*******${number.slice(-2)}`;

/** As staff see it: `09•• ••• 318`. */
export const maskPhone = (phone: string): string => `${phone.slice(0, 2)}•• ••• ${phone.slice(-3)}`;
