/** What the page says that is shown where nothing else can be: whether somebody stood among the pages of the staff. */
export const staffHome = '/can-bo';
/** Where whoever is stuck asks, with the number of what went wrong: on the web, and among staff. */
export const stuckAt = { open: '/ho-tro', staff: '/can-bo/ho-tro/moi' } as const;

/** The app on a phone, on an origin of its own: it carries no other addresses. */
export const fieldPaths = {
	today: '/ra-ngo',
	door: (id: string) => `/ra-ngo/nha/${id}`,
	anyDoor: '/ra-ngo/nha/[id]',
	safe: '/ra-ngo/binh-an',
	badge: '/ra-ngo/the-toi',
	cards: '/ra-ngo/the',
	card: (card: string) => `/ra-ngo/the/${card}`,
	teach: (id: string, card: string) => `/ra-ngo/nha/${id}/the/${card}`,
	visit: (id: string) => `/ra-ngo/nha/${id}/vao`,
	consents: (id: string, person: string) => `/ra-ngo/nha/${id}/hoi/${person}`,
	triage: (id: string, person: string) => `/ra-ngo/nha/${id}/dinh-danh/${person}`,
	file: (id: string, person: string) => `/ra-ngo/nha/${id}/ho-so/${person}`,
	putRight: (id: string, person: string) => `/ra-ngo/nha/${id}/sua/${person}`,
	stuck: (id: string) => `/ra-ngo/nha/${id}/ho-tro`,
	stuckOwn: '/ra-ngo/ho-tro',
	roll: (lesson: string) => `/ra-ngo/lop/${lesson}`,
	map: '/ra-ngo/ban-do',
	phone: '/ra-ngo/may',
	push: '/dong-bo/gui',
	pull: '/dong-bo/nhan',
	ask: '/dong-bo/xin',
	asked: '/dong-bo/ghep'
} as const;
