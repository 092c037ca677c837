export const compressions = ['none', 'gzip', 'zstd', 'zip'] as const
export type Compression = (typeof compressions)[number]

const compressed = {
  gzip: { extension: '.gz', mediaType: 'application/gzip' },
  zstd: { extension: '.zst', mediaType: 'application/zstd' },
  zip: { extension: '.zip', mediaType: 'application/zip' },
}

/** The compression that a format's options ask for. */
export function compressionOf(options: Record<string, unknown>): Compression {
  return compressions.find((name) => name === options.compression) ?? 'none'
}

/** Extension (with the format's own, without the first dot) and media type of the finished file. */
export function fileKind(
  format: { extension: string; mediaType: string },
  options: Record<string, unknown>,
): { extension: string; mediaType: string } {
  const compression = compressionOf(options)
  if (compression === 'none') return { extension: format.extension, mediaType: format.mediaType }
  const { extension, mediaType } = compressed[compression]
  return { extension: `${format.extension}${extension}`, mediaType }
}
