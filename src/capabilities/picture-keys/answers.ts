import * as v from 'valibot';
import { keyPictures } from './rules-pictures.ts';

/** Three pictures that nobody at this centre has. */
export const Offered = v.object({ pictures: v.array(v.picklist(keyPictures)), seal: v.string(), next: v.number() });

/** Whether somebody has a key, and their card; never which pictures. */
export const KeyBeside = v.nullable(
	v.object({
		id: v.string(),
		card: v.string(),
		givenAt: v.date(),
		ownAt: v.nullable(v.date()),
		usedAt: v.nullable(v.date())
	})
);
export type KeyBeside = v.InferOutput<typeof KeyBeside>;

/** Why nothing was opened, or why it begins anew: `again` is of whoever tries the pictures that they are offered. */
export const whyNot = ['other', 'slowed', 'shape', 'again'] as const;
export type WhyNot = (typeof whyNot)[number];

/** Whether it is open, or why not: the pictures are not these, or it was tried too often. */
export const Opened = v.object({ open: v.boolean(), why: v.nullable(v.picklist(['other', 'slowed', 'shape'])) });
export type Opened = v.InferOutput<typeof Opened>;
