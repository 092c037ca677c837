"""Copies a package (ZIP) with other text in one of its parts: SOURCE TARGET PART TEXT_FILE."""
import sys
import zipfile

source, target, part, text = sys.argv[1:5]
with zipfile.ZipFile(source) as old, zipfile.ZipFile(target, 'w', zipfile.ZIP_DEFLATED) as new:
    for name in old.namelist():
        new.writestr(name, open(text, 'rb').read() if name == part else old.read(name))
