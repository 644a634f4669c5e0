/** Longitude and latitude, WGS 84, in degrees. */
export type Spot = readonly [lon: number, lat: number];

/** Of latitude. */
export const METRES_A_DEGREE = 111_320;
export const RADIANS = Math.PI / 180;

/** The straight way between two spots of one commune, in metres: the earth is flat for so far, to less than one part in a thousand. */
export const metres = ([lon, lat]: Spot, [x, y]: Spot): number =>
	METRES_A_DEGREE * Math.hypot((x - lon) * Math.cos(((lat + y) / 2) * RADIANS), y - lat);
