/** For a resident after their e-ID. */
export const mine = {
	home: '/cua-toi',
	file: (id: string) => `/cua-toi/ho-so/${id}`,
	told: '/cua-toi/tin',
	howTold: '/cua-toi/cach-bao',
	support: '/cua-toi/ho-tro',
	actFor: (id: string) => `/cua-toi/thay-mat/${id}`,
	classes: '/cua-toi/lop-hoc',
	practice: '/cua-toi/tap',
	try: (item: string) => `/cua-toi/tap/${item}`,
	moneyLost: '/cua-toi/tap/gio-dau',
	errands: '/cua-toi/tap/viec',
	errand: (errand: string) => `/cua-toi/tap/viec/${errand}`,
	certificates: '/cua-toi/chung-nhan',
	certificatePdf: (id: string) => `/cua-toi/chung-nhan/${id}/pdf`,
	next: '/cua-toi/viec-tiep',
	skills: '/cua-toi/viec-hoc',
	skill: (statement: string) => `/cua-toi/viec-hoc/${statement}`,
	data: '/cua-toi/du-lieu',
	copy: '/cua-toi/du-lieu/ban-sao'
} as const;

/** For whoever opened learning by three pictures. */
export const learn = {
	home: '/hoc',
	key: '/hoc/khoa',
	byCard: (number: string) => `/hoc/the/${number}`,
	other: '/hoc/doi-hinh',
	leave: '/hoc/ra',
	practice: '/hoc/tap',
	try: (item: string) => `/hoc/tap/${item}`,
	moneyLost: '/hoc/tap/gio-dau',
	errands: '/hoc/tap/viec',
	errand: (errand: string) => `/hoc/tap/viec/${errand}`,
	skills: '/hoc/viec-hoc',
	skill: (statement: string) => `/hoc/viec-hoc/${statement}`
} as const;
