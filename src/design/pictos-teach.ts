/** Pictures of the cards that are shown at a door, apart from all others; they stand in the one sheet too (`drawings.ts`). */
export const teach = {
	appointment: '<path class="f" d="M7 12h50v46H7z"/><path d="M7 24h50M20 5v12M44 5v12"/><path d="m22 40 8 8 13-14"/>',
	'at-counter':
		'<path class="f" d="M6 36h52v22H6z"/><circle cx="32" cy="15" r="8" fill="#fff"/><path d="M18 36v-2c0-6 6-9 14-9s14 3 14 9v2M2 36h60M22 47h20"/>',
	cash: '<rect class="f" x="4" y="16" width="56" height="32" rx="4"/><circle cx="32" cy="32" r="9" fill="#fff"/><path d="M32 28v8M12 24h3M49 40h3"/>',
	'commune-house':
		'<path class="s" d="M4 30 16 12h32l12 18z"/><path class="f" d="M10 30h44v28H10z"/><path d="M26 58V40h12v18M16 38h4v6h-4zM44 38h4v6h-4z" fill="#fff"/><path d="M4 30h56"/>',
	family:
		'<circle class="f" cx="20" cy="15" r="9"/><circle class="f" cx="46" cy="21" r="7"/><path class="f" d="M4 58V44c0-9 7-14 16-14s14 4 15 11l-1 17z"/><path class="f" d="M34 58V46c0-8 5-12 12-12s13 4 13 12v12z"/><path d="M29 50h10"/>',
	'hang-up':
		'<path class="f" d="M8 40c0-6 10-12 24-12s24 6 24 12c0 5-2 7-6 7-5 0-8-2-8-6 0-3-20-3-20 0 0 4-3 6-8 6-4 0-6-2-6-7z"/><path d="M32 6v12m-6-5 6 6 6-6M14 54h36"/>',
	'health-card':
		'<rect class="f" x="5" y="14" width="54" height="38" rx="5"/><path d="M5 24h54M36 34h15M36 42h10"/><path class="s" d="M17 30h5v5h5v5h-5v5h-5v-5h-5v-5h5z"/>',
	look: '<path class="f" d="M4 32s10-18 28-18 28 18 28 18-10 18-28 18S4 32 4 32z"/><circle class="s" cx="32" cy="32" r="8"/>',
	'no-link':
		'<path class="f" d="M6 12h52v32H26L14 54V44H6z"/><path d="M24 32l-3 3c-4 4 2 9 6 6l5-5M32 24l4-4c4-4 10 2 6 6l-4 4M27 33l9-9"/><path d="M8 58 56 6"/>',
	'own-card':
		'<rect class="f" x="4" y="13" width="56" height="38" rx="5"/><circle cx="19" cy="28" r="6" fill="#fff"/><path d="M10 44c1-6 5-8 9-8s8 2 9 8M36 26h17M36 34h17M36 42h10"/>',
	'own-number':
		'<path class="f" d="M12 8h32l8 8v40H12z"/><path d="M44 8v8h8M20 26h24M20 36h24M20 46h12"/><path class="s" d="M42 42h4l2 5-3 2c1 2 3 4 5 5l2-3 5 2v4c0 2-1 3-3 3-8-1-14-7-15-15 0-2 1-3 3-3z"/>',
	padlock:
		'<path class="f" d="M12 28h40v30H12z"/><path d="M20 28v-8c0-16 24-16 24 0v8"/><path class="s" d="M29 39h6v9h-6z"/>',
	parcel: '<path class="f" d="M8 20 32 8l24 12v28L32 60 8 48z"/><path d="M8 20l24 12 24-12M32 32v28M20 14l24 12v9"/>',
	police:
		'<path class="f" d="M32 5 54 13v17c0 15-9 23-22 29C19 53 10 45 10 30V13z"/><path class="s" d="m32 18 4 8 9 1-6 6 1 9-8-4-8 4 1-9-6-6 9-1z"/>',
	'scan-code':
		'<rect class="f" x="16" y="4" width="32" height="56" rx="6"/><path d="M23 16h7v7h-7zM35 16h6v6h-6zM23 29h7v7h-7zM35 29h2M40 34v2M35 36h1"/><path class="s" d="M10 44h44v4H10z"/>',
	stop: '<path class="f" d="M22 6h20l16 16v20L42 58H22L6 42V22z"/><path d="M26 44V24c0-4 5-4 5 0v8-12c0-4 5-4 5 0v12-9c0-4 5-4 5 0v14c0 7-4 10-9 10-4 0-7-2-9-6l-4-7c-2-4 2-6 4-3z"/>',
	tea: '<path class="f" d="M12 24h34v18c0 9-6 14-17 14s-17-5-17-14z"/><path d="M46 28c10-2 12 14 0 16M20 6c-4 4 4 6 0 11M29 4c-4 4 4 6 0 12M38 6c-4 4 4 6 0 11M6 60h46"/>',
	ticket:
		'<path class="f" d="M16 4h32v52l-5-4-5 4-6-4-6 4-5-4-5 4z"/><path d="M24 14h16M24 44h16"/><path class="s" d="M29 22h7v15h-7z"/>',
	'type-it':
		'<rect class="f" x="4" y="14" width="56" height="36" rx="5"/><path d="M12 24h3M22 24h3M32 24h3M42 24h3M51 24h2M12 33h3M22 33h3M32 33h3M42 33h3M51 33h2M18 42h28"/>',
	writing:
		'<path class="f" d="M10 8h32v50H10z"/><path d="M18 20h16M18 29h16M18 38h8"/><path class="s" d="M32 48 50 22l7 5-18 26-8 3z"/>'
} as const;
export type TeachName = keyof typeof teach;
