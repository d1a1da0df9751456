/** Vendors, who fulfil orders. */
import { probe } from '../suite.ts';

export const vendors = probe('vendors', { cost: 1 }, ({ api }) => api.listVendors());
