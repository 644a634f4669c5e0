import type { GlyphName, PictoName } from '#design/drawings.ts';
import { m } from '#words';
import { word } from '#words/word.ts';
import type { Matter, Priority } from '../rules-matters.ts';

/** The everyday name of a matter, as on kiosk, ticket and board. */
export const matterWords = (matter: Matter): string => word(`counter.matter-${matter}`);

/** What is claimed, as a resident reads it beside its picture. */
export const claimWords = (priority: Exclude<Priority, 'urgent'>): string => word(`counter.claim-${priority}`);

/** How many go before a number; null where nobody knows. */
export const beforeWords = (before: number | null): string | null =>
	before === null
		? null
		: before === 0
			? m['counter.before-none']()
			: before === 1
				? m['counter.people-one']()
				: m['counter.people-some']({ n: before });

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
