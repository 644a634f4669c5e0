import type { LifeEvent, TargetGroup } from './catalogue.ts';

/** Addresses are Vietnamese: `/tim?viec=tre-moi-sinh`, `/tim?cho=nguoi-cao-tuoi`. */
export const EVENT_SLUGS: Record<LifeEvent, string> = {
	birth: 'tre-moi-sinh',
	'old-age': 'tuoi-gia',
	certify: 'chung-thuc',
	wedding: 'cuoi-xin',
	death: 'nguoi-mat',
	land: 'nha-dat',
	residence: 'cu-tru',
	'id-card': 'can-cuoc',
	'health-card': 'bao-hiem-y-te',
	poor: 'ho-ngheo',
	disability: 'khuyet-tat',
	merit: 'nguoi-co-cong',
	'e-id': 'vneid',
	lost: 'mat-sai-giay',
	business: 'buon-ban',
	school: 'di-hoc',
	children: 'tre-em',
	driving: 'bang-lai',
	community: 'viec-lang'
};
export const GROUP_SLUGS: Record<TargetGroup, string> = {
	elder: 'nguoi-cao-tuoi',
	disabled: 'nguoi-khuyet-tat',
	poor: 'ho-ngheo',
	'near-poor': 'ho-can-ngheo',
	merit: 'nguoi-co-cong',
	child: 'tre-em',
	orphan: 'tre-mo-coi',
	'single-parent': 'don-than',
	ethnic: 'dan-toc',
	ill: 'om-dau',
	remote: 'vung-xa'
};

const behind = <Key extends string>(slugs: Record<Key, string>, slug: string | null): Key | undefined =>
	(Object.keys(slugs) as Key[]).find((key) => slugs[key] === slug);

export const eventOf = (slug: string | null): LifeEvent | undefined => behind(EVENT_SLUGS, slug);
export const groupOf = (slug: string | null): TargetGroup | undefined => behind(GROUP_SLUGS, slug);
