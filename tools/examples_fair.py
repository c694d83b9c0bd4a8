"""Which honest offers look suspect to a careless screen? One hard negative a block, written by hand.

@ key | what it shows | truth | seller — `like` names the product that it copies category and picture from.
"""

FAIR = """
@ case-1 | case for a mark | unrelated | s-22
title: Silicone case for Medlar 12, soft lining, sage green
text: Fits the Medlar 12 with cut-outs for both cameras. Made by CaseCraft; not made or endorsed by Medlar Devices.
price: 11.99 USD
brand: CaseCraft
category: Electronics > Communications > Telephony > Mobile Phone Accessories > Mobile Phone Cases
picture: phone-case.png
gtin: stranger 101
@ case-2 | case for a mark | unrelated | s-22
title: Hard travel case for Silver Kestrel SK-500 headphones
text: EVA shell with a mesh pocket for the cable. Case only, headphones not included.
price: 18.50 USD
brand: CaseCraft
category: Electronics > Audio > Audio Components > Headphones & Headsets > Headphones
picture: carton.png
gtin: stranger 102
@ case-3 | case for a mark | unrelated | s-22
title: Screen protector for Medlar 12, tempered glass, two-pack
text: 9H glass with an alignment frame.
price: 9.99 USD
brand: CaseCraft
category: Electronics > Communications > Telephony > Mobile Phone Accessories > Mobile Phone Cases
picture: phone-case.png
@ case-4 | case for a mark | unrelated | s-19
title: Leather strap for Tokimori watches, 20 mm, tan
text: Our own strap, sewn in Chicago, with quick-release bars. Not a Tokimori product.
price: 39.00 USD
brand: Timeworn
category: Apparel & Accessories > Jewelry > Watch Accessories > Watch Bands
picture: watch-strap.png
@ compatible-1 | compatible with | unrelated | s-22
title: USB-C cable 2 m, compatible with Voltaro and Medlar chargers
text: Braided cable for up to 100 W. Brand names serve only to say what it works with.
price: 8.99 USD
brand: CaseCraft
category: Electronics > Electronics Accessories > Power > Power Adapters & Chargers
picture: carton.png
@ compatible-2 | compatible with | unrelated | s-26
title: 5.0 Ah battery compatible with Dunmarrow DM20 drills (aftermarket)
text: Aftermarket pack by Prairie. Not a genuine Dunmarrow battery; fits the DM20 slide rail. One-year warranty.
price: 54.00 USD
brand: Prairie
category: Hardware > Tools > Drills > Handheld Power Drills
picture: carton.png
gtin: stranger 103
@ compatible-3 | compatible with | unrelated | s-25
title: Baseplate 32 x 32 studs, compatible with Klossby bricks
text: Grey plate of ABS by Garden Lane. Works with Klossby and other brick systems of the same pitch.
price: 8.00 USD
brand: Garden Lane
category: Toys & Games > Toys > Building Toys > Interlocking Blocks
picture: carton.png
@ fits-1 | fits | unrelated | s-27
title: Brake pad fitting kit, fits Brennick BR-1104 and BR-1210
text: Pins, springs and ceramic grease by Bay City. Pads not included.
price: 12.40 USD
brand: Bay City
category: Vehicles & Parts > Vehicle Parts & Accessories > Motor Vehicle Parts > Motor Vehicle Braking
picture: carton.png
@ fits-2 | fits | unrelated | s-16
title: Merino insoles, fits Halvorsen Skarv and other mid boots, EU 39-46
text: Cut to size. Made by Lakeside from Wisconsin felt and merino.
price: 21.00 USD
brand: Lakeside
category: Health & Beauty > Personal Care > Foot Care > Insoles & Inserts
picture: carton.png
@ fits-3 | fits | unrelated | s-16
title: Replacement gasket, fits Pemberlow Fell flask 500/750 ml
text: Food-safe silicone ring, pack of two.
price: 4.99 USD
brand: Lakeside
category: Home & Garden > Kitchen & Dining > Food & Beverage Carriers > Thermoses
picture: carton.png
@ used-1 | used genuine goods | genuine | s-18
title: Halvorsen Fjord Runner trail shoes, blue, EU 42, pre-owned
text: Worn one season, about 300 km left in them. Some fading at the toe, see photos. Washed.
price: 48.00 USD
condition: used
like: fjord-runner 2
@ used-2 | used genuine goods | genuine | s-18
title: Used Halvorsen Skarv mid boots EU 43, resoled
text: Resoled in Bergen last winter, receipt in the box. Scratches on the left cuff.
price: 85.00 USD
condition: used
like: skarv 2
@ used-3 | used genuine goods | genuine | s-19
title: Pre-owned Tokimori Kaigan Diver, navy dial, 2021, serviced
text: Light marks on the clasp, timing within four seconds a day. Twelve months' warranty from us.
price: 565.00 USD
condition: used
like: kaigan-diver 1
@ used-4 | used genuine goods | genuine | s-19
title: Vintage Tokimori hand-wound dress watch, 1970s, 時守 on the dial
text: Old dial with even patina, replaced crystal. A quiet watch for shirt cuffs.
price: 295.00 USD
condition: used
like: tokimori-dress 1
@ used-5 | used genuine goods | genuine | s-20
title: Bellacorte Fiorana leather tote, cognac, pre-loved, with dust bag
text: Corners rubbed, handles darkened by use, lining clean. Card numbered and present; inspected in our studio.
price: 240.00 USD
condition: used
like: fiorana-tote 1
@ used-6 | used genuine goods | genuine | s-20
title: Bellacorte Quaderno wallet, navy, gently used
text: One card slot stretched. No box.
price: 62.00 USD
condition: used
like: bella-wallet 3
@ used-7 | used genuine goods | genuine | s-28
title: Silver Kestrel SK-500 headphones, black, refurbished by the maker
text: Maker's refurbishment with new pads and one year of warranty. Plain brown box.
price: 139.00 USD
condition: refurbished
like: kestrel-over 1
gtin: same
@ discount-1 | authorised seller with a discount | genuine | s-01
title: Halvorsen Fjord Runner trail running shoes, rust, EU 43 – winter sale
text: Last pairs of the spring colour, marked down by the maker. Same shoes, same 60 days.
price: 64.50 USD
like: fjord-runner 6
gtin: same
@ discount-2 | authorised seller with a discount | genuine | s-03
title: Orlune Ambre Vesper Eau de Parfum, 50 ml, anniversary price
text: Our boutique turns eight: half price until Sunday, one bottle per customer.
price: 64.00 USD
like: ambre-vesper 2
gtin: same
@ discount-3 | authorised seller with a discount | genuine | s-24
title: Voltaro GaN USB-C charger 20 W, clearance
text: Box redesign, old sleeve, same charger. UL file number on the case.
price: 11.00 USD
like: voltaro-charger 1
gtin: same
@ line-1 | genuine line called Replica | genuine | s-03
title: Orlune Replica Nocturne Eau de Parfum, 100 ml, gift wrapped
text: Replica Nocturne is our 1987 scent at night. Wrapped by hand, card on request.
price: 172.00 USD
like: replica-nocturne 3
gtin: same
@ line-2 | genuine line called Replica | genuine | s-17
title: Replica Nocturne by Orlune travel spray set 3 x 10 ml
text: Three refills and the black case. Unopened.
price: 92.00 USD
like: replica-nocturne 4
gtin: same
@ inspired-1 | inspired by in the maker's own text | genuine | s-02
title: Halvorsen Fjord Runner, moss, EU 44, inspired by the west-coast trails
text: A colour inspired by wet rock and old spruce, designed in Bergen.
price: 134.00 USD
like: fjord-runner 5
gtin: same
@ inspired-2 | inspired by in the maker's own text | genuine | s-11
title: Harbour Storm rain jacket, yellow, M – inspired by our founder's 1962 oilskin
text: The cut is inspired by an original in the town museum; the membrane is not.
price: 145.00 USD
like: harbour-storm 2
gtin: same
@ inspired-3 | inspired by in the maker's own text | unrelated | s-23
title: Wall shelf in oak, inspired by Scandinavian fishing huts
text: Solid oak with hidden brackets, 80 cm.
price: 79.00 USD
brand: Hearth & Glass
category: Furniture > Shelving > Wall Shelves & Ledges
picture: shelf.png
@ aaa-1 | AAA batteries | genuine | s-24
title: Voltaro Prime AAA batteries, 24-pack, AAA size LR03
text: AAA alkaline for toys and remotes. Not rechargeable.
price: 17.90 USD
like: voltaro-aaa 3
gtin: same
@ aaa-2 | AAA batteries | unrelated | s-23
title: LED lantern with 3 AAA batteries included
text: Warm light behind ribbed glass, runs for 60 hours on AAA cells.
price: 24.00 USD
brand: Hearth & Glass
category: Sporting Goods > Outdoor Recreation > Camping & Hiking > Camping Lights & Lanterns
picture: lantern.png
@ scale-1 | 1:1 scale model | genuine | s-13
title: Wexcombe station clock, 1:1 scale model for the wall
text: Full size, 1:1, after the clock at a station that closed in 1964. Runs on one cell.
price: 118.00 USD
like: wex-kit 1
@ scale-2 | 1:1 scale model | unrelated | s-25
title: Papercraft heron, 1:1 scale model kit
text: Life-size bird of 140 pre-cut pieces. Glue not included.
price: 26.00 USD
brand: Garden Lane
category: Arts & Entertainment > Hobbies & Creative Arts > Collectibles > Scale Models
picture: heron.png
@ mirror-1 | mirror furniture | unrelated | s-23
title: Mirror cabinet for the hall, super clear mirror quality, 60 x 90 cm
text: Mirrored door, oak frame, soft-close hinges.
price: 189.00 USD
brand: Hearth & Glass
category: Home & Garden > Decor > Mirrors
picture: mirror.png
@ mirror-2 | mirror furniture | unrelated | s-23
title: Round harbour mirror with rope hanger, 50 cm
text: For a hallway by the sea.
price: 64.00 USD
brand: Hearth & Glass
category: Home & Garden > Decor > Mirrors
picture: mirror.png
@ faux-1 | faux leather | unrelated | s-23
title: Two-seat sofa in faux leather, tan
text: Easy to wipe, looks better with age than you would think.
price: 640.00 USD
brand: Hearth & Glass
category: Furniture > Sofas
picture: sofa.png
@ faux-2 | faux leather | unrelated | s-28
title: Faux leather tote, vegan, cognac, no brand
text: Imitation leather of apple fibre; a plain bag without a logo.
price: 32.00 USD
brand: Unbranded
category: Apparel & Accessories > Handbags, Wallets & Cases > Handbags
picture: plain-bag.png
@ word-1 | common word that is also a mark | unrelated | s-23
title: Framed print of a harbour at dawn, 40 x 50 cm
text: Fishing boats leaving harbour, printed on cotton paper.
price: 45.00 USD
brand: Hearth & Glass
category: Home & Garden > Decor > Artwork > Posters, Prints, & Visual Artwork
picture: framed-print.png
@ word-2 | common word that is also a mark | unrelated | s-23
title: Medlar tree, grafted, 120 cm, bare root
text: An old English fruit for small gardens; medlar jelly from the third year.
price: 38.00 USD
brand: Hearth & Glass
category: Home & Garden > Plants > Trees
picture: tree.png
@ word-3 | common word that is also a mark | unrelated | s-12
title: Medlar and quince jelly, 220 g, three jars
text: Cooked in small pans near Nantes with cane sugar.
price: 17.00 EUR
brand: La Fable
category: Food, Beverages & Tobacco > Food Items > Dips & Spreads > Jams & Jellies
picture: jam.png
@ not-1 | not the mark | unrelated | s-17
title: Amber and iris eau de toilette 100 ml by Pine Street (not Ambre Vesper)
text: Our own small-batch scent. Customers ask, so: this is not Orlune and does not claim to be.
price: 36.00 USD
brand: Pine Street
category: Health & Beauty > Personal Care > Cosmetics > Perfume & Cologne
picture: pine-street.png
@ not-2 | not the mark | unrelated | s-25
title: Wooden bricks, natural beech, 100 pieces – not Klossby
text: Plain beech blocks; they do not connect.
price: 22.00 USD
brand: Garden Lane
category: Toys & Games > Toys > Building Toys > Wooden Blocks
picture: klossby-box.png
@ hongkong-1 | grey-market trader abroad | grey market | s-21
title: Tokimori Kaigan Diver 41 mm, black dial, Hong Kong stock
text: Bought from a retailer in Kowloon; international guarantee stamped there. Import duty is yours.
price: 735.00 USD
like: kaigan-diver 2
gtin: same
@ hongkong-2 | grey-market trader abroad | grey market | s-21
title: Orlune Ambre Vesper EDP 100 ml, duty-free packaging
text: From an airport retailer. Outer box carries the duty-free mark, seal intact.
price: 138.00 USD
like: ambre-vesper 3
gtin: same
@ hongkong-3 | grey-market trader abroad | grey market | s-21
title: Silver Kestrel SK-500 headphones, silver, Asia version
text: Same headphones with a type G plug and a manual in Chinese and English.
price: 212.00 USD
like: kestrel-over 2
gtin: same
@ tester-1 | tester or no box | genuine | s-17
title: Orlune Ambre Vesper EDP 100 ml tester, no cap
text: Counter tester from our own shop, full, in the white box testers come in.
price: 112.00 USD
like: ambre-vesper 3
@ tester-2 | tester or no box | genuine | s-28
title: Silver Kestrel Pip earbuds, sage, no box
text: Shop display pair, tips unused, no box. Serial number registered with the maker.
price: 74.00 USD
like: kestrel-buds 3
@ script-1 | mark in another script | genuine | s-05
title: 時守 Tokimori Field Quartz 38 mm, green dial
text: Japanese-market dial with the maker's name in characters. Authorised dealer.
price: 435.00 USD
like: quartz-38 3
gtin: same
@ owners-1 | one mark, two owners | genuine | s-12
title: Solvane mineral sunscreen stick SPF 50+, 12 g, from the Nantes laboratory
text: Sun care by Laboratoires Solvane; no relation to the eyewear house of the same name.
price: 16.00 EUR
like: sol-spf 4
gtin: same
"""
