import type { GlyphName, PictoName } from '#design/drawings.ts';
import { m } from '#words';
import type { Matter, Priority } from '../rules-matters.ts';

type Say = () => string;

/** The everyday name of a matter, as on kiosk, ticket and board. */
export const matterWords = (matter: Matter): string =>
	(m as unknown as Record<string, Say>)[`counter.matter-${matter}`]!();

/** What is claimed, as a resident reads it beside its picture. */
export const claimWords = (priority: Priority): string =>
	(m as unknown as Record<string, Say>)[`counter.claim-${priority}`]!();

export const matterGlyph: Record<Matter, GlyphName> = {
	'civil-status': 'baby',
	certification: 'stamp',
	allowance: 'elder',
	'health-insurance': 'heart',
	land: 'land',
	residence: 'house-plain',
	'id-card': 'card-id',
	shopping: 'cart',
	scam: 'shield',
	phone: 'phone-learn',
	business: 'shop',
	question: 'question',
	result: 'file'
};

export const matterPicto: Record<Matter, PictoName> = {
	'civil-status': 'baby',
	certification: 'stamp',
	allowance: 'elder',
	'health-insurance': 'health-card',
	land: 'land',
	residence: 'house',
	'id-card': 'card-id',
	shopping: 'cash',
	scam: 'padlock',
	phone: 'phone-learn',
	business: 'shop',
	question: 'question',
	result: 'paper'
};
