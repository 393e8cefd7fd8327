import { filled } from '../../src/text/template';

test('replaces each marker, however often it stands there', () => {
  expect(filled('ask @PATH@ on @PORT@ # @PATH@, of all "${names[@]}"', { PATH: '/$&', PORT: 80 })).toBe('ask /$& on 80 # /$&, of all "${names[@]}"');
});

test('refuses a text without one of its markers', () => {
  expect(() => filled('ask @PATH@', { PATH: '/', PORT: 80 })).toThrow('the marker @PORT@ is missing');
});

test('refuses a marker of which nothing is said', () => {
  expect(() => filled('ask @PATH@ on @PORT@', { PATH: '/' })).toThrow('nothing is said for @PORT@');
});
