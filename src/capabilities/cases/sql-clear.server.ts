import type { Db } from '#platform/db.server.ts';

export const clearConfirmLinks = (sql: Db, before: Date) => sql`delete from confirm_link where expires_at < ${before}`;
