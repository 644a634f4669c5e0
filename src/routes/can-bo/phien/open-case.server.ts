import { inSession } from '#capabilities/cases/case-view.server.ts';
import type { Staff } from '#web/door.server.ts';

/** The case that lies open in the session; '' when none does, which no command takes. */
export const openCase = async ({ context }: Staff): Promise<string> => (await inSession(context, {}))?.file.id ?? '';
