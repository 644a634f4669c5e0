import { help } from './pictos-help.ts';
import { keyDrawings } from './pictos-key.ts';
import { sorry } from './pictos-sorry.ts';
import { teach } from './pictos-teach.ts';
import { signs } from './signs-field.ts';

/**
 * The one sheet of drawings. Pictos are 64 units wide: one lacquer line, one straw fill
 * (`class="f"`), solid lacquer (`class="s"`). Glyphs take the colour of their words; those drawn
 * on 64 units stand in `glyphs64`, the fine ones for dense staff pages on 24 in `glyphs24`.
 * All were drawn for this product.
 */
export const pictos = {
	...teach,
	...keyDrawings,
	...help,
	baby: '<path class="f" d="M32 58c-13 0-19-9-19-19 0-9 7-13 19-13s19 4 19 13c0 10-6 19-19 19z"/><circle cx="32" cy="19" r="12" fill="#fff"/><path d="M32 7c0-3 4-3 4 0M27 19h.1M37 19h.1M28 24c2 2 6 2 8 0M15 33c9 7 25 7 34 0M32 38v20"/>',
	'card-id':
		'<rect class="f" x="4" y="13" width="56" height="40" rx="5"/><circle cx="20" cy="29" r="6" fill="#fff"/><path d="M10 45c1-6 5-8 10-8s9 2 10 8M38 25h14M38 33h14M38 41h8"/>',
	copies:
		'<path d="M22 14V5h24l8 8v36h-8"/><path class="f" d="M10 14h28l8 8v37H10z"/><path d="M18 30h18M18 39h18"/><circle class="s" cx="36" cy="50" r="4"/>',
	crowd:
		'<circle class="f" cx="14" cy="20" r="7"/><circle class="f" cx="50" cy="20" r="7"/><circle class="s" cx="32" cy="15" r="8"/><path d="M3 54V42c0-7 5-10 11-10 2 0 4 0 6 1M61 54V42c0-7-5-10-11-10-2 0-4 0-6 1"/><path class="f" d="M19 58V42c0-8 5-13 13-13s13 5 13 13v16z"/>',
	'e-id':
		'<rect class="f" x="15" y="4" width="34" height="56" rx="6"/><circle cx="32" cy="24" r="7" fill="#fff"/><path d="M20 44c1-8 6-11 12-11s11 3 12 11z" fill="#fff"/><path d="M29 53h6"/><circle class="s" cx="46" cy="48" r="10"/><path d="m41 48 4 4 6-7" stroke="#fff"/>',
	elder:
		'<path class="f" d="M15 60V48c0-8 6-13 15-13s15 5 15 13v12z"/><path d="M20 18v6c0 6 4 11 10 11s10-5 10-11v-6z" fill="#fff"/><path class="f" d="M8 19 30 4l22 15c-13 4-31 4-44 0z"/><path d="M26 25h.1M34 25h.1M27 30c2 1 4 1 6 0M56 60V44c0-6-7-6-7-1M30 43v17"/>',
	'face-fair':
		'<circle class="f" cx="32" cy="32" r="27"/><path d="M23 25v2M41 25v2" stroke-width="5"/><path d="M22 42h20"/>',
	'face-good':
		'<circle class="f" cx="32" cy="32" r="27"/><path d="M23 25v2M41 25v2" stroke-width="5"/><path d="M20 38c4 11 20 11 24 0"/>',
	'face-great':
		'<circle class="f" cx="32" cy="32" r="27"/><path d="M18 27c2-5 8-5 10 0M36 27c2-5 8-5 10 0"/><path class="s" d="M18 37c2 18 26 18 28 0z"/>',
	'face-poor':
		'<circle class="f" cx="32" cy="32" r="27"/><path d="M23 27v2M41 27v2M18 21l8-2M46 21l-8-2" stroke-width="4"/><path d="M22 46c4-8 16-8 20 0"/>',
	festival:
		'<path class="f" d="M12 18h40v30H12z"/><path class="s" d="M12 18c0-9 40-9 40 0s-40 9-40 0z"/><path d="M12 48c0 9 40 9 40 0M20 24v27M32 26v28M44 24v27M8 6l12 10M56 6 44 16"/>',
	'heart-hands':
		'<path class="s" d="M32 34c-12-8-14-14-11-19 3-5 9-4 11 1 2-5 8-6 11-1 3 5 1 11-11 19z"/><path class="f" d="M6 34c4-4 8-2 12 3l9 8c6 6-2 10-7 5l-5-4M6 34v16l12 9h18l20-17c4-5-2-9-7-5L38 47"/>',
	house:
		'<path class="s" d="M3 30 15 12h34l12 18z"/><path class="f" d="M9 30h46v28H9z"/><path d="M25 58V42h14v16M15 38h5v6h-5zM44 38h5v6h-5z" fill="#fff"/><path d="M3 58h58"/>',
	'house-help':
		'<path class="s" d="M2 26 14 10h24l11 16z"/><path class="f" d="M7 26h36v32H7z"/><path d="M14 58V36h13v22" fill="#fff"/><circle cx="46" cy="30" r="6" fill="#fff"/><path d="M36 58V46c0-6 4-9 10-9s10 3 10 9v12z" fill="#fff"/><path d="M46 45v8M58 58H4"/>',
	land: '<path d="M10 26V15h20v11" fill="#fff"/><path class="s" d="M5 16 12 6h16l7 10z"/><path class="f" d="M4 27h56v31H4z"/><path d="M4 43h56M24 27v31M42 27v31"/><path d="M14 38v-5m-3-1 3 3 3-3M51 38v-5m-3-1 3 3 3-3M33 54v-5m-3-1 3 3 3-3M50 27V16m-5-3 5 5 5-5"/>',
	letter:
		'<rect class="f" x="4" y="13" width="56" height="40" rx="4"/><path d="m6 16 26 21 26-21M6 50l17-18M58 50 41 32" /><circle class="s" cx="32" cy="41" r="6"/>',
	'line-lost': sorry['line-lost'],
	lotus:
		'<path class="f" d="M32 50C20 42 20 22 32 8c12 14 12 34 0 42z"/><path class="f" d="M32 50C14 52 6 40 6 26c8 0 14 4 18 9M32 50c18 2 26-10 26-24-8 0-14 4-18 9"/><path d="M14 58h36"/>',
	medal:
		'<path class="s" d="M18 4h28v20L32 32 18 24z"/><circle class="f" cx="32" cy="44" r="16"/><path d="m32 35 3 6 6 1-4 5 1 6-6-3-6 3 1-6-4-5 6-1z" fill="#fff"/>',
	'mother-child':
		'<circle class="f" cx="27" cy="12" r="8"/><path class="s" d="M19 10c-1-9 17-9 16-1-3-2-9-3-12 0l-1 9c-2-2-3-5-3-8z"/><path class="f" d="M17 60V40c-3-12 2-20 10-20 5 0 9 3 10 9 12 3 13 20 2 24v7z"/><path d="M25 31c1 8 6 11 13 9"/>',
	paper:
		'<path class="f" d="M14 5h26l10 10v44H14z"/><path d="M40 5v10h10M22 24h20M22 33h20M22 42h9"/><circle class="s" cx="41" cy="48" r="6"/>',
	'phone-learn':
		'<rect class="f" x="17" y="4" width="30" height="56" rx="6"/><path d="M17 14h30M17 48h30M31 54h2"/><path class="s" d="m26 31 5 5 9-10-9 14z"/>',
	question: sorry.question,
	'rice-bowl':
		'<path class="f" d="M8 30c0 16 10 26 24 26s24-10 24-26z"/><path d="M4 30h56M24 56h16M20 22c4-4-4-6 0-12M32 22c4-4-4-6 0-12M44 22c4-4-4-6 0-12"/>',
	road: '<rect class="f" x="4" y="16" width="56" height="34" rx="5"/><circle cx="19" cy="32" r="7" fill="#fff"/><path d="M11 44h16M34 26h18M34 34h18M34 42h10"/><path class="s" d="M46 40h8v6h-8z"/>',
	school:
		'<path class="f" d="M14 22h36v36H14z"/><path class="s" d="M14 30c0 12 36 12 36 0v-8H14z"/><path d="M22 22v-6c0-11 20-11 20 0v6M32 38v7M9 34v20h5M55 34v20h-5"/>',
	shop: '<path class="f" d="M9 30h46v28H9z"/><path class="s" d="M4 28 10 8h44l6 20c0 8-14 8-14 0 0 8-14 8-14 0 0 8-14 8-14 0 0 8-14 8-14 0z"/><path d="M14 42h18v16H14z" fill="#fff"/><path d="M40 58V42h10v16M4 58h56"/>',
	speaker:
		'<path class="f" d="M8 24h12L38 9v46L20 40H8z"/><path d="M20 24v16M46 22c5 6 5 14 0 20M53 14c9 11 9 25 0 36"/>',
	'speaker-off': '<path class="f" d="M8 24h12L38 9v46L20 40H8z"/><path d="M20 24v16M46 25l14 14M60 25 46 39"/>',
	stamp:
		'<path class="s" d="M25 24c2-3 0-6-2-8-3-5 2-11 9-11s12 6 9 11c-2 2-4 5-2 8z"/><path class="f" d="M13 36c0-8 6-12 12-12h14c6 0 12 4 12 12z"/><path d="M13 36h38v7H13z" fill="#fff"/><path d="M8 57h48M19 50h26"/>',
	wedding:
		'<circle class="f" cx="19" cy="24" r="8"/><circle class="f" cx="45" cy="24" r="8"/><path class="s" d="M7 24C6 6 32 6 31 24c-1-6-5-9-12-9S8 18 7 24z"/><path class="s" d="M36 19c0-11 18-11 18 0z"/><path class="s" d="M6 58V47c0-7 5-11 13-11s13 4 13 11v11z"/><path class="f" d="M32 58V47c0-7 5-11 13-11s13 4 13 11v11z"/><path d="M45 40v18M16 25h.1M22 25h.1M42 25h.1M48 25h.1"/>',
	wheelchair:
		'<circle cx="28" cy="43" r="16" fill="#fff"/><circle class="f" cx="26" cy="11" r="7"/><path class="f" d="M20 40V26c0-5 3-7 7-7 3 0 5 2 6 6l2 8h9c3 0 4 2 5 4l4 14-6 2-4-11H28c-5 0-8-1-8-2z"/><path d="M28 43h.1M49 57h9"/>'
} as const;

const glyphs64 = {
	back: '<path d="M56 32H10M28 12 8 32l20 20"/>',
	'call-help':
		'<path d="M18 60c-6-8-10-14-12-20-1-4 4-6 6-3l6 9V14c0-5 7-5 7 0v16-22c0-5 7-5 7 0v22-18c0-5 7-5 7 0v18-10c0-5 7-5 7 0v22c0 8-2 12-6 18z"/>',
	'card-id': '<rect x="4" y="13" width="56" height="40" rx="5"/><path d="M14 28h14v12H14zM38 27h14M38 39h10"/>',
	check: '<path d="m8 34 16 17L57 13"/>',
	clock: '<circle class="f" cx="32" cy="32" r="26"/><path d="M32 15v17l12 8M32 6v3M32 55v3M6 32h3M55 32h3"/>',
	counter:
		'<path class="f" d="M6 36h52v22H6z"/><circle cx="32" cy="15" r="8" fill="#fff"/><path d="M18 36v-2c0-6 6-9 14-9s14 3 14 9v2M2 36h60M22 47h20"/>',
	house: '<path d="M6 30 32 8l26 22M12 26v32h40V26M26 58V42h12v16"/>',
	lock: '<path d="M12 28h40v30H12zM20 28v-8c0-16 24-16 24 0v8"/>',
	money: '<rect x="4" y="14" width="56" height="36" rx="4"/><circle cx="32" cy="32" r="8"/>',
	next: '<path d="M8 32h46M36 12l20 20-20 20"/>',
	pencil: '<path d="M8 56l4-16L42 10l12 12-30 30z"/>',
	person: '<circle cx="32" cy="18" r="11"/><path d="M10 58c0-14 8-22 22-22s22 8 22 22"/>',
	phone: '<rect x="17" y="4" width="30" height="56" rx="6"/><path d="M30 50h4"/>',
	printer: '<path d="M16 22V6h32v16M16 46H6V22h52v24H48M16 38h32v20H16z"/>',
	search: '<circle cx="27" cy="27" r="18"/><path d="m41 41 17 17"/>',
	speaker: '<path class="s" d="M6 24h12L34 11v42L18 40H6z"/><path d="M44 22c5 6 5 14 0 20M52 13c9 11 9 27 0 38"/>',
	ticket: '<path d="M14 4h36v54l-6-5-6 5-6-5-6 5-6-5-6 5zM24 18h16M24 30h16"/>'
} as const;

const glyphs24 = {
	...signs,
	absent:
		'<circle cx="10" cy="8" r="3.5"/><path d="M3.5 20.5c0-4 3-6.5 6.5-6.5 1.2 0 2.3.3 3.2.8M16 16l5 5M21 16l-5 5"/>',
	all: '<path d="M4.5 20.5V12a7.5 7.5 0 0 1 15 0v8.5zM12 4.5v16M4.5 13h15"/>',
	baby: '<circle cx="12" cy="8" r="4.5"/><path d="M10.5 3.8c.3-1 2.6-1.3 3 .2M10.2 8v.1M13.8 8v.1M10.5 10.2c1 .7 2 .7 3 0M7 14c-2 1-3 3.5-2.5 7h15c.5-3.5-.5-6-2.5-7"/>',
	camera: '<path d="M3 7.5h4l1.5-2.5h7L17 7.5h4v12H3z"/><circle cx="12" cy="13" r="3.7"/>',
	chart: '<path d="M3.5 20.5h17M6.5 17v-5M12 17V5M17.5 17V9"/>',
	class: '<path d="M2.5 9 12 4.5 21.5 9 12 13.5z"/><path d="M6.5 11v5c3 2.5 8 2.5 11 0v-5M21.5 9v5.5"/>',
	close: '<path d="m6 6 12 12M18 6 6 18"/>',
	copy: '<rect x="8.5" y="8.5" width="12" height="12" rx="2"/><path d="M15.5 8.5v-5h-12v12h5"/>',
	desk: '<path d="M3 9.5h18M4.5 9.5V20M19.5 9.5V20M4.5 14h15"/><circle cx="12" cy="4.5" r="2"/>',
	display: '<rect x="2.5" y="4" width="19" height="12.5" rx="1.5"/><path d="M8 20.5h8M12 16.5v4"/>',
	eye: '<path d="M2.5 12S6 5.5 12 5.5 21.5 12 21.5 12 18 18.5 12 18.5 2.5 12 2.5 12z"/><circle cx="12" cy="12" r="3"/>',
	face: '<circle cx="12" cy="12" r="9"/><path d="M8 13.5q4 5 8 0M9 9.2v.1M15 9.2v.1"/>',
	file: '<path d="M6 2.5h8l4.5 4.5v14.5H6z"/><path d="M13.5 2.5V7.5h5"/>',
	gear: '<circle cx="12" cy="12" r="3.2"/><path d="M12 3v3M12 18v3M3 12h3M18 12h3M5.6 5.6l2.2 2.2M16.2 16.2l2.2 2.2M5.6 18.4l2.2-2.2M16.2 7.8l2.2-2.2"/>',
	help: '<path d="M4.5 14v-2a7.5 7.5 0 0 1 15 0v2M4.5 13.5h3v5h-3zM16.5 13.5h3v5h-3zM19 18.5c0 2-2 2.5-4.5 2.5"/>',
	'house-plain': '<path d="M4 20.5V10l8-6.5 8 6.5v10.5z"/>',
	land: '<path d="M3 17.5 9 6l4 7 2.5-4L21 17.5z"/><path d="M3 21h18"/>',
	'line-lost':
		'<path d="M3 3l18 18M5 12.5a10 10 0 0 1 4-2.6M19 12.5a10 10 0 0 0-5-2.9M8.5 16a5 5 0 0 1 7 0M12 19.5v.2"/>',
	link: '<path d="M13.5 4.5h6v6M19.5 4.5 11 13M10 5H4.5v14.5H19V14"/>',
	move: '<path d="M4 8h14l-3.5-3.5M20 16H6l3.5 3.5"/>',
	out: '<path d="M10 4H5v16h5M10 12h10.5M16.5 8l4 4-4 4"/>',
	pause: '<path d="M8.5 5v14M15.5 5v14"/>',
	people:
		'<circle cx="8" cy="8" r="3"/><circle cx="17" cy="9" r="2.5"/><path d="M2.5 20c0-4 2.5-6.5 5.5-6.5s5.5 2.5 5.5 6.5M15.5 14c3.3-.6 6 1.8 6 5.5"/>',
	pin: '<path d="M12 21s-6.5-6-6.5-11a6.5 6.5 0 0 1 13 0c0 5-6.5 11-6.5 11z"/><circle cx="12" cy="10" r="2.3"/>',
	repeat: '<path d="M4 11a8 8 0 0 1 14-4.5L20 9M20 4v5h-5M20 13a8 8 0 0 1-14 4.5L4 15M4 20v-5h5"/>',
	say: '<path d="M4 4.5h16v12H11l-4.5 4v-4H4z"/>',
	scan: '<path d="M3.5 8V3.5H8M16 3.5h4.5V8M20.5 16v4.5H16M8 20.5H3.5V16M3.5 12h17"/>',
	shop: '<path d="M3.5 9.5 5 4h14l1.5 5.5M4.5 12v8.5h15V12M3.5 9.5c0 3.3 4.2 3.3 4.2 0 0 3.3 4.3 3.3 4.3 0 0 3.3 4.3 3.3 4.3 0 0 3.3 4.2 3.3 4.2 0"/>',
	warning: '<path d="M12 3.5 22 20.5H2z"/><path d="M12 10v4.5M12 17.4v.2"/>',
	wifi: '<path d="M2.5 9.5a14 14 0 0 1 19 0M5.5 13a9.5 9.5 0 0 1 13 0M8.5 16.3a5 5 0 0 1 7 0M12 19.6v.2"/>'
} as const;

export type PictoName = keyof typeof pictos;
export type GlyphName = keyof typeof glyphs64 | keyof typeof glyphs24;

/** The lines of a glyph and the width of the square they are drawn on. */
export function glyph(name: GlyphName): { lines: string; units: 24 | 64 } {
	return name in glyphs64
		? { lines: glyphs64[name as keyof typeof glyphs64], units: 64 }
		: { lines: glyphs24[name as keyof typeof glyphs24], units: 24 };
}
