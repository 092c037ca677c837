/** A model of the ETS family: errors that add or multiply, a trend, a season. */
export interface Kind {
  name: string
  error: 'A' | 'M'
  trend: 'N' | 'A' | 'Ad'
  season: 'N' | 'A' | 'M'
}

/** The fifteen models of Hyndman et al. (2008) whose variance is finite and whose trend does not multiply. */
export const kinds: Kind[] = (['N', 'A', 'M'] as const).flatMap((season) =>
  (season === 'M' ? (['M'] as const) : (['A', 'M'] as const)).flatMap((error) =>
    (['N', 'A', 'Ad'] as const).map((trend) => ({ name: error + trend + season, error, trend, season })),
  ),
)
