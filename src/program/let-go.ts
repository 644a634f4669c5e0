/**
 * Root opened the port; from here on the program is `user` (`uid:gid`), with no group besides, and cannot go back. Without a user it stays
 * who it is. A program that cannot let go ends.
 */
export function letGo(user: string | undefined): void {
	if (!user) return;
	const [uid, gid] = user.split(':').map(Number) as [number, number];
	process.setgroups!([]);
	process.setgid!(gid);
	process.setuid!(uid);
	if (process.getuid!() !== uid || process.getgid!() !== gid) throw new Error('root was not let go');
}
