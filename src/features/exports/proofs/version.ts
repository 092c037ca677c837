import description from '../../../../package.json' with { type: 'json' }

/** Of this program; every manifest names it. */
export const version: string = description.version
