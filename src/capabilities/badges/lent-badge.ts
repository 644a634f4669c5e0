import * as v from 'valibot';

/** What the phone of somebody with a badge takes along: who they are, as the badge says, and the secret of its digits (base64url). */
export const LentBadge = v.object({
	id: v.string(),
	name: v.string(),
	team: v.boolean(),
	hamlets: v.array(v.string()),
	validUntil: v.string(),
	centre: v.string(),
	picture: v.string(),
	secret: v.string(),
	/** What its picture for other phones leads to, the six digits still missing at its end. */
	link: v.string()
});
export type LentBadge = v.InferOutput<typeof LentBadge>;
