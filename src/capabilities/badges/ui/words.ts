import { m } from '#words';

/** From where somebody comes: a team of a hamlet, or the commune itself; in the reader's language unless told. */
export const bearerWords = (
	{ team, hamlets }: { team: boolean; hamlets: readonly string[] },
	into?: { locale: 'vi' }
): string => (team ? m['badges.of-team']({ where: hamlets.join(', ') }, into) : m['badges.of-commune']({}, into));
