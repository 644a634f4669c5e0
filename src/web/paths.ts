import { fieldPaths, staffHome } from './field-paths.ts';

// Every address of the house that a person opens or a form is sent to, once. A test checks that each is a route.

type Value = string | number | boolean | null | undefined;

/** An address with what it is asked for: null, undefined and false are left out, true stands as a bare name. */
export function withQuery(path: string, query: Readonly<Record<string, Value>>, part = ''): string {
	const asked = Object.entries(query).flatMap(([name, value]) =>
		value === null || value === undefined || value === false
			? []
			: [value === true ? name : `${name}=${encodeURIComponent(value)}`]
	);
	return `${path}${asked.length > 0 ? `?${asked.join('&')}` : ''}${part && `#${part}`}`;
}

const staff = {
	home: staffHome,
	signIn: '/can-bo/dang-nhap',
	opening: '/mo-nha',
	signInByKey: '/can-bo/dang-nhap/khoa-may',
	code: '/can-bo/ma',
	firstUse: '/can-bo/lan-dau',
	signOut: '/can-bo/ra',
	lock: '/can-bo/khoa',
	board: '/can-bo/bang',
	seat: '/can-bo/cho-ngoi',
	all: '/can-bo/tat-ca',
	desk: '/can-bo/quay',
	openSession: '/can-bo/mo-phien',
	today: '/can-bo/hom-nay',
	figure: (figure: string) => `/can-bo/hom-nay/${figure}`,
	files: '/can-bo/ho-so',
	file: (id: string) => `/can-bo/ho-so/${id}`,
	filePrinted: (id: string) => `/can-bo/ho-so/${id}/in`,
	filePaper: (id: string, paper: string) => `/can-bo/ho-so/${id}/giay-to/${paper}`,
	filePaperSeen: (id: string, paper: string) => `/can-bo/ho-so/${id}/giay-to/${paper}/xem`,
	receipt: (id: string) => `/can-bo/bien-lai/${id}`,
	residents: '/can-bo/dan-cu',
	imports: '/can-bo/dan-cu/nhap',
	import: (id: string) => `/can-bo/dan-cu/nhap/${id}`,
	hamlets: '/can-bo/dan-cu/thon',
	twins: '/can-bo/dan-cu/trung',
	identity: '/can-bo/dan-cu/dinh-danh',
	person: (id: string) => `/can-bo/nguoi-dan/${id}`,
	campaign: '/can-bo/chien-dich',
	areas: '/can-bo/dia-ban',
	divide: (hamlet: number) => `/can-bo/dia-ban/${hamlet}`,
	phones: '/can-bo/dien-thoai',
	late: '/can-bo/can-xem',
	leadBoard: '/can-bo/bang-thon',
	leadDoors: '/can-bo/bang-thon/nha',
	badges: '/can-bo/the-den-nha',
	badgePrinted: (id: string) => `/can-bo/the-den-nha/${id}/in`,
	askBadge: '/can-bo/hoi-the',
	visitSlips: '/can-bo/phieu-den-nha',
	homeVisits: '/can-bo/xin-den-nha',
	planDays: '/can-bo/xep-ngay',
	visitSlipsPrinted: '/can-bo/phieu-den-nha/in',
	walkLists: '/can-bo/giay-di-thon',
	walkList: (id: string) => `/can-bo/giay-di-thon/${id}`,
	walkListPrinted: (id: string) => `/can-bo/giay-di-thon/${id}/in`,
	walkRow: (id: string) => `/can-bo/giay-di-thon/dong/${id}`,
	ownField: '/can-bo/di-thon',
	callList: '/can-bo/danh-sach-goi',
	words: '/can-bo/bao-tin',
	texts: '/can-bo/bao-tin/loi',
	text: (fact: string) => `/can-bo/bao-tin/loi/${fact}`,
	wordCosts: '/can-bo/bao-tin/tien',
	letters: '/can-bo/bao-tin/thu',
	batch: (id: string) => `/can-bo/bao-tin/thu/${id}`,
	batchPdf: (id: string) => `/can-bo/bao-tin/thu/${id}/pdf`,
	checkWord: '/can-bo/bao-tin/xem',
	callListCsv: '/can-bo/danh-sach-goi/csv',
	classes: '/can-bo/lop-hoc',
	classDays: '/can-bo/lop-hoc/lich',
	term: '/can-bo/lop-hoc/hoc-ky',
	learningBoard: '/can-bo/lop-hoc/so-lieu',
	learnersCounted: '/can-bo/lop-hoc/so-lieu/ai',
	heldClasses: '/can-bo/lop-cua-toi',
	class: (id: string) => `/can-bo/lop-hoc/${id}`,
	roll: (id: string, no: number) => `/can-bo/lop-hoc/${id}/${no}`,
	lessonSheet: (id: string, no: number) => `/can-bo/lop-hoc/${id}/${no}/in`,
	refreshers: '/can-bo/on-lai',
	thanks: '/can-bo/loi-cam-on',
	peers: '/can-bo/nguoi-kem',
	certificates: '/can-bo/chung-nhan',
	certificatePdf: (id: string) => `/can-bo/chung-nhan/${id}/pdf`,
	frame: '/can-bo/ky-nang',
	items: '/can-bo/ky-nang/cau-hoi',
	healthPlaces: '/can-bo/noi-kham',
	police: '/can-bo/lich-cong-an',
	needs: '/can-bo/nhu-cau',
	need: (id: string) => `/can-bo/nhu-cau/${id}`,
	writeNeed: '/can-bo/nhu-cau/ghi',
	accounts: '/can-bo/can-bo-xa',
	makeAccount: '/can-bo/can-bo-xa/moi',
	account: (id: string) => `/can-bo/can-bo-xa/${id}`,
	centre: '/can-bo/trung-tam',
	firstHour: '/can-bo/gio-dau',
	state: '/can-bo/nha-nay',
	links: '/can-bo/trung-tam/ket-noi',
	looks: '/can-bo/tra-cuu',
	looksOf: (id: string) => `/can-bo/tra-cuu/${id}`,
	own: '/can-bo/tai-khoan',
	ownReach: '/can-bo/tai-khoan/nhan-tin',
	toldMe: '/can-bo/bao-cho-toi',
	ownAuthenticator: '/can-bo/tai-khoan/ma-moi',
	ownPasskey: '/can-bo/tai-khoan/khoa-may',
	devices: '/can-bo/thiet-bi',
	voices: '/can-bo/thiet-bi/giong-noi',
	fees: '/can-bo/le-phi',
	whoHere: '/can-bo/ai-day',
	troubles: '/can-bo/truc-trac',
	requests: '/can-bo/yeu-cau-du-lieu',
	request: (id: string) => `/can-bo/yeu-cau-du-lieu/${id}`,
	requestCopy: (id: string) => `/can-bo/yeu-cau-du-lieu/${id}/ban-sao`
} as const;

/** The assisted session. */
const session = {
	home: '/can-bo/phien',
	people: '/can-bo/phien/ba-nguoi',
	parent: '/can-bo/phien/cha-me',
	papers: '/can-bo/phien/giay-to',
	paper: (id: string) => `/can-bo/phien/giay-to/${id}`,
	paperSeen: (id: string) => `/can-bo/phien/giay-to/${id}/xem`,
	check: '/can-bo/phien/xem-lai',
	checkPrinted: '/can-bo/phien/xem-lai/in',
	money: '/can-bo/phien/tien',
	hand: '/can-bo/phien/nop',
	slip: '/can-bo/phien/phieu',
	slipPrinted: '/can-bo/phien/phieu/in',
	relatives: '/can-bo/phien/nho-nguoi',
	consents: '/can-bo/phien/dong-y',
	told: '/can-bo/phien/da-bao',
	howTold: '/can-bo/phien/cach-bao',
	data: '/can-bo/phien/du-lieu',
	needs: '/can-bo/phien/nhu-cau',
	readiness: '/can-bo/phien/san-sang',
	readinessPrinted: '/can-bo/phien/san-sang/in',
	classes: '/can-bo/phien/lop-hoc',
	practice: '/can-bo/phien/tap',
	try: (item: string) => `/can-bo/phien/tap/${item}`,
	moneyLost: '/can-bo/phien/tap/gio-dau',
	errands: '/can-bo/phien/tap/viec',
	errand: (errand: string) => `/can-bo/phien/tap/viec/${errand}`,
	certificates: '/can-bo/phien/chung-nhan',
	certificatePdf: (id: string) => `/can-bo/phien/chung-nhan/${id}/pdf`,
	learningCard: '/can-bo/phien/the-hoc',
	learningCardPrinted: '/can-bo/phien/the-hoc/in',
	next: '/can-bo/phien/viec-tiep',
	skills: '/can-bo/phien/viec-hoc',
	skill: (statement: string) => `/can-bo/phien/viec-hoc/${statement}`,
	judge: (statement: string) => `/can-bo/phien/nghe-doan/${statement}`,
	handOn: '/can-bo/phien/ban-giao',
	leave: '/can-bo/phien/ra',
	gone: '/da-xoa',
	line: '/can-bo/phien/duong-day',
	state: '/can-bo/phien/trang-thai',
	types: '/can-bo/phien/dang-go'
} as const;

/** Open to anybody. */
const open = {
	front: '/',
	find: '/tim',
	procedure: (code: string) => `/thu-tuc/${code}`,
	takeNumber: '/lay-so',
	turn: (ticket: string) => `/luot/${ticket}`,
	oldAddress: '/dia-chi-cu',
	checkVisitor: '/nguoi-den-nha',
	checkMessage: '/tin-nay',
	checkCertificate: '/chung-nhan',
	classes: '/lop',
	class: (id: string) => `/lop/${id}`,
	visitSlip: '/phieu-den-nha',
	healthPlaces: '/kham-benh',
	askVisit: '/xin-den-nha',
	/** A calendar reads it; the language is of whoever opened it. */
	visitCalendar: (token: string) => `/lich-den-nha/${token}`,
	language: '/ngon-ngu',
	rate: (token: string) => `/khen-che/${token}`,
	confirm: (token: string) => `/xac-nhan/${token}`,
	signIn: '/dang-nhap',
	signedIn: '/dang-nhap/ve',
	signOut: '/dang-nhap/ra'
} as const;

/** For whoever holds a slip. */
const follow = {
	home: '/theo-doi',
	bySlip: (code: string) => `/theo-doi/${code}`,
	file: '/theo-doi/ho-so',
	slip: '/theo-doi/phieu',
	pay: '/theo-doi/tra-tien',
	payCode: '/theo-doi/tra-tien/hinh-ma',
	receipt: '/theo-doi/bien-lai',
	receiptPdf: '/theo-doi/bien-lai/pdf'
} as const;

/** For a resident after their e-ID. */
const mine = {
	home: '/cua-toi',
	file: (id: string) => `/cua-toi/ho-so/${id}`,
	told: '/cua-toi/tin',
	howTold: '/cua-toi/cach-bao',
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
const learn = {
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

/** What the machines of the hall show. */
const machines = {
	kiosk: '/may-lay-so',
	ticket: (id: string) => `/may-lay-so/phieu/${id}`,
	ticketPrinted: (id: string) => `/may-lay-so/phieu/${id}/in`,
	ticketPractice: (id: string) => `/may-lay-so/phieu/${id}/tap`,
	display: '/bang-goi-so',
	displayNow: '/bang-goi-so/trang-thai',
	screen: '/man-hinh-hai',
	screenNow: '/man-hinh-hai/trang-thai',
	screenLine: '/man-hinh-hai/duong-day',
	screenTypes: '/man-hinh-hai/dang-go',
	pairing: (kind: string) => `/ghep-may/${kind}`,
	demo: '/trinh-dien',
	demoDoor: (kind: string) => `/trinh-dien/vao/${kind}`
} as const;

export const paths = { staff, session, open, follow, mine, learn, machines, field: fieldPaths } as const;
