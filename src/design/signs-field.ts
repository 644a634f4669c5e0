/** Signs on 24 units that the app on a phone carries, apart from all others; they stand in the one sheet too (`drawings.ts`). */
export const signs = {
	badge:
		'<rect x="5" y="7.5" width="14" height="14" rx="2"/><path d="m9.5 2.5 2.5 5 2.5-5"/><circle cx="12" cy="12.5" r="2"/><path d="M8.5 18.5c.4-1.7 1.6-2.5 3.5-2.5s3.1.8 3.5 2.5"/>',
	big: '<path d="M3 18.5 8 6l5 12.5M4.7 14.5h6.6M14.5 18.5l3.2-8 3.3 8M15.7 15.8h4"/>',
	book: '<path d="M12 6c-2.5-1.7-5.5-2-8.5-1.5v14c3-.5 6-.2 8.5 1.5 2.5-1.7 5.5-2 8.5-1.5v-14C17.5 4 14.5 4.3 12 6zM12 6v14"/>',
	card: '<rect x="2.5" y="5" width="19" height="14" rx="2"/><circle cx="8" cy="11" r="2"/><path d="M5 16c.5-1.7 1.7-2.3 3-2.3s2.5.6 3 2.3M14 10h4.5M14 14h4.5"/>',
	cart: '<path d="M3.5 4.5H6l2 10.5h9.5L20 7.5H6.7"/><circle cx="9.5" cy="19" r="1.5"/><circle cx="16.5" cy="19" r="1.5"/>',
	done: '<path d="m4.5 12.5 5 5L19.5 7"/>',
	ear: '<path d="M7.5 10a4.7 4.7 0 0 1 9.5 0c0 4-3.5 4.5-3.5 8 0 2-3.5 3-4.5.5M10 10.5c0-2.5 4.5-2.5 4.5 0 0 1.5-1.5 1.5-1.5 3"/>',
	elder: '<circle cx="10" cy="5.5" r="3"/><path d="M6 21v-7c0-3 1.5-4.5 4-4.5s3.5 1 4.5 4l1.5.8M17 13v8"/>',
	hand: '<path d="M7 12V6.5a1.5 1.5 0 0 1 3 0V11M10 10.5V4.5a1.5 1.5 0 0 1 3 0v6M13 10.5v-5a1.5 1.5 0 0 1 3 0V12M16 9.5a1.5 1.5 0 0 1 3 0V15c0 4-2.5 6.5-6 6.5-3 0-4.5-1.5-6-4l-2.5-4.2c-.8-1.5 1-2.6 2-1.5L7 12.5"/>',
	heart:
		'<path d="M12 20.5C5 15.5 3 12.5 3 9a4.5 4.5 0 0 1 9-1.3A4.5 4.5 0 0 1 21 9c0 3.5-2 6.5-9 11.5z"/><path d="M12 10v5M9.5 12.5h5"/>',
	home: '<path d="M3 11.5 12 4l9 7.5M5.5 10v10.5h13V10"/><path d="M10 20.5v-6h4v6"/>',
	'phone-learn': '<rect x="7" y="2.5" width="10" height="19" rx="2.2"/><path d="m9.5 11 2 2 3.5-4"/>',
	play: '<path class="s" d="M7.5 5v14l11-7z"/>',
	question:
		'<circle cx="12" cy="12" r="9"/><path d="M9.3 9.5c.2-1.6 1.3-2.5 2.8-2.5 1.6 0 2.8 1 2.8 2.5 0 2-2.9 2.2-2.9 4.3M12 17v.2"/>',
	shield: '<path d="M12 2.8 4.5 5.5v6c0 5 3.2 8 7.5 9.7 4.3-1.7 7.5-4.7 7.5-9.7v-6z"/><path d="M12 8v4.5M12 15.6v.2"/>',
	stamp:
		'<path d="M9.5 12.5c1-2 .3-3.3-.3-4.5-.9-1.9.3-4.5 2.8-4.5s3.7 2.6 2.8 4.5c-.6 1.2-1.3 2.5-.3 4.5zM5 12.5h14v4.5H5zM5 20.5h14"/>',
	undo: '<path d="M8 5 4 9l4 4M4 9h10.5a5.5 5.5 0 0 1 0 11H9"/>'
} as const;
export type SignName = keyof typeof signs;
