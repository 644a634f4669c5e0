/** So many households one person goes through in a campaign (`field-sync`): more are refused when they are given, fewer are shown. */
export const DOORS_MOST = 150;
export const DOORS_LEAST = 50;

/** What one of `hands` people in an area has to go through. */
export const eachGoes = (doors: number, hands: number): number => (hands === 0 ? 0 : Math.ceil(doors / hands));
