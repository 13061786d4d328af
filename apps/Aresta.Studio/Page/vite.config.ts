import { defineConfig, type Plugin } from 'vite';

// Of KaTeX's fonts only those that our formulas use are kept, and only in the one format that all browsers read.
const unused = /KaTeX_(Caligraphic|Fraktur|SansSerif|Script|Typewriter|Main-BoldItalic|Math-BoldItalic)/;
const formulaFonts: Plugin = {
  name: 'formula-fonts',
  enforce: 'pre',
  transform(code, id) {
    return /katex\/dist\/katex\.css/.test(id)
      ? code
        .replace(/@font-face\s*\{[^}]*\}/g, face => (unused.test(face) ? '' : face))
        .replace(/,\s*url\([^)]*\.(?:woff|ttf)\)\s*format\([^)]*\)/g, '')
      : null;
  },
};

// The same bytes every time, in files whose names follow their content; fonts stay files, for the browser fetches only those it needs.
export default defineConfig({
  base: '/',
  plugins: [formulaFonts],
  build: {
    outDir: '../wwwroot',
    emptyOutDir: true,
    assetsDir: 'assets',
    assetsInlineLimit: 0,
    target: 'es2022',
    modulePreload: { polyfill: false },
    reportCompressedSize: false,
  },
});
