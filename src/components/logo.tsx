/** A waybill: a slip with a torn corner, its lines, and the stamp that says it is right. */
export function Logo({ size = 26 }: { size?: number }) {
  return (
    <svg width={size} height={size} viewBox="0 0 32 32" fill="none" aria-hidden="true">
      <path
        d="M6 4.5A1.5 1.5 0 0 1 7.5 3H20l6 6v18.5a1.5 1.5 0 0 1-1.5 1.5h-17A1.5 1.5 0 0 1 6 27.5Z"
        fill="var(--mantine-primary-color-filled)"
      />
      <path d="M20 3l6 6h-4.5A1.5 1.5 0 0 1 20 7.5Z" fill="var(--mantine-color-petrol-3)" />
      <path
        d="M10 9.5h5.5M10 13.5h8"
        stroke="var(--mantine-primary-color-contrast)"
        strokeWidth="1.8"
        strokeLinecap="round"
      />
      <circle
        cx="18.5"
        cy="21"
        r="5.2"
        stroke="var(--mantine-primary-color-contrast)"
        strokeWidth="1.6"
        strokeDasharray="2.3 1.1"
      />
      <path
        d="m16.2 21.1 1.7 1.7 3-3.3"
        stroke="var(--mantine-primary-color-contrast)"
        strokeWidth="1.7"
        strokeLinecap="round"
        strokeLinejoin="round"
      />
    </svg>
  )
}
