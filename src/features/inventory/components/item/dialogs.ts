export interface DialogProps {
  opened: boolean
  onClose: () => void
}

/** An option of a select. */
export interface Choice {
  value: string
  label: string
}
