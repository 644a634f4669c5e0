// How parts are told apart on the map and beside it: by their letter, a shape and a hue, never by the hue alone.

const LETTERS = 'ABCDEFGHIKLM';

/** The look of a part, by its letter: a class `hue-0` to `hue-5` and one of four shapes. */
export function lookOf(letter: string | null): { hue: string; shape: 'circle' | 'square' | 'triangle' | 'diamond' } {
	const n = letter === null ? -1 : LETTERS.indexOf(letter);
	if (n < 0) return { hue: 'hue-none', shape: 'circle' };
	return { hue: `hue-${n % 6}`, shape: (['circle', 'square', 'triangle', 'diamond'] as const)[n % 4]! };
}

/** The outline of a shape of so many units around a point, as an SVG path. */
export function outline(shape: ReturnType<typeof lookOf>['shape'], x: number, y: number, r: number): string {
	if (shape === 'circle') return `M${x - r} ${y}a${r} ${r} 0 1 0 ${2 * r} 0a${r} ${r} 0 1 0 ${-2 * r} 0z`;
	if (shape === 'square') return `M${x - r} ${y - r}h${2 * r}v${2 * r}h${-2 * r}z`;
	if (shape === 'triangle') return `M${x} ${y - 1.25 * r}l${1.25 * r} ${2.2 * r}h${-2.5 * r}z`;
	return `M${x} ${y - 1.4 * r}l${1.4 * r} ${1.4 * r}l${-1.4 * r} ${1.4 * r}l${-1.4 * r} ${-1.4 * r}z`;
}

/** Metres as somebody says them: 480 m, 1,7 km. */
export const walkSaid = (metres: number, locale: string): string =>
	metres < 1000
		? `${Math.round(metres / 10) * 10} m`
		: `${(metres / 1000).toLocaleString(locale, { minimumFractionDigits: 1, maximumFractionDigits: 1 })} km`;

/** The least and the fullest part that have doors; null where there are not two. */
export function endsOf<P extends { letter: string; doors: number }>(parts: readonly P[]): { most: P; least: P } | null {
	const full = parts.filter(({ doors }) => doors > 0).toSorted((a, b) => b.doors - a.doors);
	return full.length > 1 ? { most: full[0]!, least: full.at(-1)! } : null;
}
