import type { LifeEvent } from '../catalogue.ts';
import type { Paper, Procedure } from '#capabilities/procedures/answers.ts';

/** The picture of a life event, by its name on the sheet of drawings. */
export const EVENT_PICTURES = {
	birth: 'baby',
	'old-age': 'elder',
	certify: 'stamp',
	wedding: 'wedding',
	death: 'lotus',
	land: 'land',
	residence: 'house',
	'id-card': 'card-id',
	'health-card': 'health-card',
	poor: 'rice-bowl',
	disability: 'wheelchair',
	merit: 'medal',
	'e-id': 'e-id',
	lost: 'copies',
	business: 'shop',
	school: 'school',
	children: 'family',
	driving: 'road',
	community: 'festival'
} as const satisfies Record<LifeEvent, string>;

type Picture = (typeof EVENT_PICTURES)[LifeEvent];

/** The picture of a procedure is that of its main event; copies are drawn as copies. */
export const pictureOf = (procedure: Procedure): Picture =>
	procedure.code === '2.000635' ? 'copies' : EVENT_PICTURES[procedure.lifeEvents[0]!];

export function paperPicture(paper: Paper): 'card-id' | 'family' | 'paper' | 'copies' {
	if (paper.id === 'id-paper' || /^Thẻ .*căn cước/i.test(paper.name)) return 'card-id';
	if (paper.id === 'authorisation') return 'family';
	return paper.kind === 'form' || paper.original > 0 ? 'paper' : 'copies';
}
