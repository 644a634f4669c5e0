/** The choice that is no hamlet of the commune: another commune, with the address that is typed beside it. */
export const ELSEWHERE = '@';
