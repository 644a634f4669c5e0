import * as v from 'valibot';
import { after, id, page } from '#kernel/shapes.ts';
import { topics } from '#capabilities/assistance/topics.ts';

export const GiveCertificate = v.object({ id, topic: v.picklist(topics) });
export const OneCertificate = v.object({ certificate: id });
export const TakeBack = v.object({
	certificate: id,
	why: v.pipe(v.string(), v.trim(), v.nonEmpty('certificate-why'), v.maxLength(300, 'certificate-long'))
});
export const GivenPage = v.object({ page, after: after(id) });
export const TryNumber = v.object({
	number: v.pipe(v.string(), v.maxLength(40)),
	address: v.string(),
	browser: v.nullable(v.string())
});
export const OneCentre = v.object({ centre: v.pipe(v.number(), v.integer()) });
