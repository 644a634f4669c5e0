import type { GlyphName, PictoName } from '#design/drawings.ts';
import { m } from '#words';
import type { Matter } from '../rules-matters.ts';

type Say = () => string;

/** The everyday name of a matter, as on kiosk, ticket and board. */
export const matterWords = (matter: Matter): string => (m as unknown as Record<string, Say>)[`counter.matter-${matter}`]!();

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
