import * as v from 'valibot';
import { id } from '#kernel/shapes.ts';
import { statuses } from '#capabilities/cases/rules-stage.ts';

export const OfficialCode = v.object({
	case: id,
	code: v.pipe(v.string(), v.trim(), v.nonEmpty('code-missing'), v.maxLength(60, 'too-long')),
	/** Somebody looked again and says that the file does lie in another province. */
	elsewhere: v.optional(v.boolean(), false)
});

export const RecordStatus = v.object({
	case: id,
	status: v.picklist(statuses, 'status-missing'),
	outsideAt: v.pipe(v.string(), v.isoTimestamp('when-missing'))
});

/** A status change as the portal tells it. */
export const PortalPush = v.object({
	code: v.string(),
	status: v.picklist(statuses),
	at: v.pipe(v.string(), v.isoTimestamp())
});
