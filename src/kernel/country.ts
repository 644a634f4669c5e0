/** Where Viet Nam lies, its archipelagos included, in degrees (WGS 84). */
export const COUNTRY = { west: 102, east: 118, south: 6, north: 24 };
