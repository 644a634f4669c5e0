/** Pictures of the cards that tell how something is done on a machine; they stand in the one sheet (`drawings.ts`). */
const hand =
	'<path class="f" d="M35 62c-4-5-6-9-7-12-1-3 3-4 4-2l3 5V36c0-4 5-4 5 0v11c2-1 13-1 13 5v4c0 4-1 5-3 6z"/>';
const phone = '<rect x="8" y="3" width="40" height="56" rx="7" fill="#fff"/><path d="M23 8h10"/>';
export const help = {
	'tap-gear': `${phone}<path d="M14 15h9v9h-9zM33 15h9v9h-9zM14 33h9v9h-9z"/><circle class="f" cx="37" cy="37" r="5"/><path d="M37 29v3M37 42v3M29 37h3M42 37h3M31 31l2 2M41 41l2 2M43 31l-2 2M31 43l2-2"/>${hand}`,
	'tap-row': `${phone}<path d="M14 16h28M14 24h20"/><rect class="f" x="12" y="29" width="32" height="11" rx="3"/><path d="M17 34h16M14 48h14"/>${hand}`,
	'big-letters': `${phone}<path d="m14 26 3-8 3 8M15 24h4" stroke-width="2"/><path d="m29 26 6-15 6 15M31 21h8" stroke-width="3"/><path d="M14 36h28"/><circle class="s" cx="37" cy="36" r="4"/>${hand}`,
	'read-big': `${phone}<path d="m14 26 5-13 5 13M16 22h6M28 16h14M28 24h14M14 34h28" stroke-width="3"/><path class="f" d="M34 44h26v14H48l-6 5v-5h-8z"/><path d="m41 50 4 4 8-8"/>`,
	'side-keys':
		'<rect x="6" y="3" width="36" height="58" rx="7" fill="#fff"/><path d="M18 9h12"/><path class="s" d="M42 14h4v20h-4z"/><path class="f" d="M64 40 52 37c-3-1-3-5 0-5l4 1-8-8c-2-3 1-6 4-4l12 9z"/><path d="M14 24h20M14 34h14"/>',
	'sound-up':
		'<path class="f" d="M4 25h11l13-11v36L15 39H4z"/><path d="M34 25c4 4 4 10 0 14M40 20c7 7 7 17 0 24"/><path class="s" d="M50 30h-6L54 14l10 16h-6v20h-8z"/>',
	'hold-power':
		'<rect x="5" y="3" width="34" height="58" rx="7" fill="#fff"/><path d="M16 9h12"/><path class="s" d="M39 18h4v12h-4z"/><path class="f" d="M64 36 52 33c-3-1-3-5 0-5l3 1-7-7c-2-3 1-6 4-4l12 9z"/><circle class="f" cx="22" cy="36" r="11"/><path d="M22 29v8l5 3"/>',
	'dark-screen':
		'<rect class="s" x="14" y="3" width="36" height="58" rx="7"/><path d="M27 9h10" stroke="#fff"/><path d="M38 38a10 10 0 1 1-9-15 8 8 0 0 0 9 15z" fill="#fff"/>',
	'wifi-waves': `${phone}<path class="f" d="M11 22c10-10 24-10 34 0L28 42z"/><path d="M16 27c7-7 17-7 24 0M21 33c4-4 10-4 14 0"/><circle class="s" cx="28" cy="39" r="3"/>${hand}`,
	'many-photos':
		'<path d="M16 12V5h42v36h-7" fill="none"/><path d="M11 18v-7h41v36h-7"/><rect class="f" x="5" y="18" width="40" height="36" rx="3"/><circle cx="16" cy="28" r="4" fill="#fff"/><path d="m8 50 11-13 8 9 6-6 10 10"/>',
	bin: '<path class="f" d="M14 20h36l-4 40H18z"/><path d="M8 16h48M24 16V8h16v8M25 28l1 24M32 28v24M39 28l-1 24"/>',
	'three-fingers':
		'<path class="f" d="M18 34V10c0-5 7-5 7 0v18-24c0-5 7-5 7 0v24-20c0-5 7-5 7 0v28l6-6c4-4 9 0 6 4L39 56c-3 4-6 5-10 5-8 0-13-5-13-13 0-6 0-9 2-14z"/><path d="M18 38c5-3 12-2 15 2"/>',
	'call-back':
		'<path class="f" d="M14 8h12l5 14-7 5c3 7 7 11 14 14l5-7 14 5v12c0 4-3 6-7 6C28 55 9 36 8 14c0-4 2-6 6-6z"/><path d="M38 6h18v18M56 6 38 24"/>'
} as const;
