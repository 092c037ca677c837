/** A heading in German and French, by the English one; `sales/State` where a dataset means something else by it. */
export type Terms = Record<string, readonly [de: string, fr: string]>
