/** The twelve pictures of which three open learning: things of a yard, told apart by their outlines. They stand in the one sheet too (`drawings.ts`). */
export const keyDrawings = {
	'key-hat':
		'<path class="f" d="M32 10 4 46c18 8 38 8 56 0z"/><path d="M32 10 22 50M32 10l10 40M16 48c0 8 8 14 16 14s16-6 16-14"/>',
	'key-buffalo':
		'<path class="f" d="M14 26c4-4 32-4 36 0 2 16-6 34-18 34S12 42 14 26z"/><path class="s" d="M14 27C4 27 2 14 6 6c1 9 6 13 14 14zM50 27c10 0 12-13 8-21-1 9-6 13-14 14z"/><path d="M25 36h.1M39 36h.1" stroke-width="5"/><path d="M24 50c5-4 11-4 16 0M29 50h.1M35 50h.1"/>',
	'key-boat':
		'<path class="f" d="M4 42h56c-4 12-10 16-28 16S8 54 4 42z"/><path d="M32 42V6"/><path class="s" d="M32 8c12 6 18 16 20 28H32z"/>',
	'key-lotus':
		'<path class="f" d="M32 50C20 42 20 22 32 8c12 14 12 34 0 42z"/><path class="f" d="M32 50C14 52 6 40 6 26c8 0 14 4 18 9M32 50c18 2 26-10 26-24-8 0-14 4-18 9"/><path d="M14 58h36"/>',
	'key-banana':
		'<path class="f" d="M14 8c-4 30 14 48 42 46 2-4 0-8-4-9C32 44 24 30 22 8z"/><path d="M14 8c2-4 6-4 8 0"/><path d="M18 20c4 18 14 26 30 30"/>',
	'key-hen':
		'<path class="f" d="M14 26c2 22 14 26 24 26 10 0 16-8 18-22-8 2-12 6-14 10-6-4-10-10-12-20z"/><path class="s" d="M14 14c0-7 6-8 6-3 2-5 8-3 6 3z"/><path class="f" d="M14 28c-4-16 16-18 16-4"/><path class="s" d="m12 22-8 3 9 4zM16 30c-3 3-2 8 1 9"/><path d="M20 20h.1M32 52v9M40 51v10M27 61h8M36 61h8"/>',
	'key-lamp':
		'<path class="f" d="M20 16h24l6 34H14z"/><path d="M24 8h16v8H24zM32 8V3M12 50h40v6H12z"/><path class="s" d="M32 44c-7-3-6-10 0-16 6 6 7 13 0 16z"/>',
	'key-fish':
		'<path class="f" d="M6 32c10-18 30-20 42-4l12-10v28L48 36C36 52 16 50 6 32z"/><path d="M18 28h.1" stroke-width="5"/><path d="M28 22c4 6 4 14 0 20"/>',
	'key-bowl':
		'<path class="f" d="M8 30c0 16 10 26 24 26s24-10 24-26z"/><path d="M4 30h56M24 56h16M20 22c4-4-4-6 0-12M32 22c4-4-4-6 0-12M44 22c4-4-4-6 0-12"/>',
	'key-bicycle':
		'<circle cx="15" cy="44" r="12" fill="#fff"/><circle cx="49" cy="44" r="12" fill="#fff"/><path class="f" d="m15 44 10-20h18l6 20-18 0z"/><path d="M25 24l6 20M43 24l-3-8h-8M20 20h10"/>',
	'key-umbrella':
		'<path class="f" d="M4 34C6 4 58 4 60 34c-6-5-13-5-19 0-6-5-12-5-18 0-6-5-13-5-19 0z"/><path d="M32 6V3M32 30v24c0 8-11 8-11 0"/>',
	'key-bell':
		'<path class="f" d="M12 50c6-6 6-14 6-22 0-20 28-20 28 0 0 8 0 16 6 22z"/><path d="M32 8V3M6 50h52M26 56c2 5 10 5 12 0"/>'
} as const;
